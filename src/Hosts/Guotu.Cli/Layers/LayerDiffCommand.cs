using System.CommandLine;
using System.Globalization;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Identity.Contracts;
using Guotu.OneMap;
using Guotu.OneMap.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Layers;

/// <summary><c>guotu layer diff LAYER FROM TO</c>: features added, removed and changed between two revisions. Ends with 1 where there are any.</summary>
internal static class LayerDiffCommand
{
    /// <summary>A person reads no more; the document has them all.</summary>
    private const int Shown = 20;

    private static readonly PostNeeded View = new(PostCodes.DataEngineer, OneMapModule.ViewPermission);

    public static Command Build()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var layer = new Argument<string>("LAYER") { Description = "图层代码,如 DLTB" };
        var from = new Argument<int>("FROM") { Description = "较早的版本号" };
        var to = new Argument<int>("TO") { Description = "较晚的版本号" };
        return Verb.Create("diff", "比较图层的两个版本:新增、删除、改动的要素", [layer, from, to, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var code = LayerCommands.CodeIn(node, parse.GetRequiredValue(layer));
            await person.FindAsync(node, parse, View, ct);
            var compared = await node.Get<ILayerUpkeep>().DiffAsync(code, parse.GetRequiredValue(from), parse.GetRequiredValue(to), ct);
            return compared.Error is { } refused ? Answer.Refused(refused, ExitCode.Failed) : Of(compared.Value);
        });
    }

    private static Answer Of(RevisionDifference difference)
    {
        var same = difference.Added.Count + difference.Removed.Count + difference.Changed.Count == 0;
        var document = new
        {
            layer = difference.LayerCode,
            difference.From,
            difference.To,
            same,
            added = Texts(difference.Added),
            removed = Texts(difference.Removed),
            changed = Texts(difference.Changed),
        };
        return new Answer(same ? ExitCode.Done : ExitCode.Found, document, console => Show(console, difference));
    }

    private static void Show(IAnsiConsole console, RevisionDifference difference)
    {
        console.WriteLine($"{difference.LayerCode} 版本 {difference.From} → {difference.To}");
        foreach (var (title, features) in new[] { ("新增", difference.Added), ("删除", difference.Removed), ("改动", difference.Changed) })
        {
            var more = features.Count > Shown ? " …" : string.Empty;
            console.WriteLine($"{title} {features.Count} 个:{string.Join(' ', Texts(features).Take(Shown))}{more}".TrimEnd(':'));
        }
    }

    /// <summary>Ids are text in JSON: scripts must not round them.</summary>
    private static List<string> Texts(IReadOnlyList<long> ids) => ids.Select(i => i.ToString(CultureInfo.InvariantCulture)).ToList();
}
