using YamlDotNet.Serialization;

namespace Guotu.Operations.Evidence;

/// <summary>Reads the clause files that the product carries (条款文件).</summary>
public static class StandardFiles
{
    /// <summary>In the order of their file names.</summary>
    public static IReadOnlyList<Standard> All { get; } = [.. Names().Select(Read)];

    private static IEnumerable<string> Names() =>
        typeof(StandardFiles).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("clauses/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static Standard Read(string name)
    {
        using var reader = new StreamReader(typeof(StandardFiles).Assembly.GetManifestResourceStream(name)!);
        var shape = new DeserializerBuilder().Build().Deserialize<StandardShape>(reader);
        return new Standard(shape.standard, shape.title, shape.version, [.. shape.groups.Select(g => new ClauseGroup(g.title, [.. g.clauses.Select(Of)]))]);
    }

    private static Clause Of(ClauseShape shape) => new(shape.id, shape.title, shape.text, shape.who)
    {
        Checks = shape.checks,
        Rest = shape.rest,
        Step = shape.step,
        Person = shape.person,
        Reason = shape.reason,
        Unproved = shape.unproved,
    };

#pragma warning disable IDE1006 // Names are the keys of the file.
    private sealed class StandardShape
    {
        public string standard { get; init; } = string.Empty;

        public string title { get; init; } = string.Empty;

        public string version { get; init; } = string.Empty;

        public List<GroupShape> groups { get; init; } = [];
    }

    private sealed class GroupShape
    {
        public string title { get; init; } = string.Empty;

        public List<ClauseShape> clauses { get; init; } = [];
    }

    private sealed class ClauseShape
    {
        public string id { get; init; } = string.Empty;

        public string title { get; init; } = string.Empty;

        public string text { get; init; } = string.Empty;

        public string who { get; init; } = string.Empty;

        public List<string> checks { get; init; } = [];

        public string? rest { get; init; }

        public string? step { get; init; }

        public string? person { get; init; }

        public string? reason { get; init; }

        public string? unproved { get; init; }
    }
#pragma warning restore IDE1006
}
