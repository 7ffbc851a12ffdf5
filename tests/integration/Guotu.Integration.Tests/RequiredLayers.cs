using Guotu.Testing;
using YamlDotNet.RepresentationModel;

namespace Guotu.Integration.Tests;

/// <summary>The layers that the rules of the matter ask for, read from the rule file and the catalogue as they are delivered.</summary>
internal static class RequiredLayers
{
    /// <summary>Code and Chinese name, in the order of the rules.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } = Read();

    private static List<(string Code, string Name)> Read()
    {
        var rules = Root(Path.Combine("src", "Modules", "ComplianceReview", "Rules", "land-preexamination.yaml"))["rules"];
        var codes = ((YamlSequenceNode)rules)
            .Cast<YamlMappingNode>()
            .Where(r => r.Children.ContainsKey("layers"))
            .SelectMany(r => (YamlSequenceNode)r["layers"])
            .Select(l => ((YamlScalarNode)l).Value!)
            .Distinct(StringComparer.Ordinal);
        var names = Directory.EnumerateFiles(Path.Combine(TestData.Checkout, "src", "Modules", "OneMap", "Layers"), "*.yaml")
            .Select(Root)
            .ToDictionary(l => Text(l, "code"), l => Text(l, "name"), StringComparer.Ordinal);
        return codes.Select(c => (c, names[c])).ToList();
    }

    private static YamlMappingNode Root(string path)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(TestData.Checkout, path))));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;
}
