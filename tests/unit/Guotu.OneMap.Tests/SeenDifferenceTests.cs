using Guotu.OneMap.CompareRevisions;
using Guotu.Testing.Database;

namespace Guotu.OneMap.Tests;

/// <summary>What changed between two revisions, for who sees all and for who sees a part.</summary>
public sealed class SeenDifferenceTests
{
    private const string Layer = "YJJBNT";
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task Added_removed_and_changed_features_are_listed_with_what_is_another(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(6));
        await bench.ImportAsync(Layer, [.. Fields.Row(8).Skip(1).Select((f, i) => i == 0 ? f with { Attributes = new Dictionary<string, string>(f.Attributes, StringComparer.Ordinal) { ["DLMC"] = "旱地" } } : f)]);

        var difference = await CompareAsync(bench, 1, 2);

        Assert.Equal((2, 1, 1, false), (difference.Added, difference.Removed, difference.Changed, difference.More));
        var changed = Assert.Single(difference.Features, f => f.Kind == "changed");
        Assert.False(changed.Moved);
        Assert.Equal(("地类名称", "旱地"), (Assert.Single(changed.Fields).Name, changed.Fields[0].After));
        var back = await CompareAsync(bench, 2, 1);
        Assert.Equal((1, 2, 1), (back.Added, back.Removed, back.Changed));
        Assert.Empty((await CompareAsync(bench, 2, 2)).Features);
    }

    [Fact]
    public async Task Who_sees_a_part_is_told_of_that_part_alone()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        await bench.ImportAsync(Layer, Fields.Row(6));
        await bench.ImportAsync(Layer, [.. Fields.Row(8).Skip(1).Select((f, i) => i == 0 ? f with { Attributes = new Dictionary<string, string>(f.Attributes, StringComparer.Ordinal) { ["DLMC"] = "旱地" } } : f)]);
        var whole = await CompareAsync(bench, 1, 2);
        var hidden = whole.Features.First(f => f.Kind == "added").FeatureId;

        // One of the new ones is out of sight, and the field that changed is denied.
        bench.Access.Of[Layer] = new GivenSights.Sight("part", (f, _) => f.Id != hidden, "DLMC");
        var part = await CompareAsync(bench, 1, 2);
        Assert.Equal((1, 1, 0), (part.Added, part.Removed, part.Changed));
        Assert.DoesNotContain(part.Features, f => f.FeatureId == hidden || f.Kind == "changed");

        bench.Access.Of[Layer] = null;
        Assert.Equal("SYS-0002", (await bench.The<SeenDifference>().CompareAsync(OneMapBench.Reader, Layer, (1, 2), Never)).Error!.Code.Value);
    }

    [Fact]
    public async Task A_revision_that_is_not_there_is_said()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        await bench.ImportAsync(Layer, Fields.Row(2));
        Assert.False((await bench.The<SeenDifference>().CompareAsync(OneMapBench.Reader, Layer, (1, 9), Never)).IsSuccess);
        Assert.False((await bench.The<SeenDifference>().CompareAsync(OneMapBench.Reader, "NONE", (1, 1), Never)).IsSuccess);
    }

    private static async Task<DifferenceView> CompareAsync(OneMapBench bench, int from, int to)
    {
        var compared = await bench.The<SeenDifference>().CompareAsync(OneMapBench.Reader, Layer, (from, to), Never);
        Assert.True(compared.IsSuccess, compared.Error?.Text);
        return compared.Value;
    }
}
