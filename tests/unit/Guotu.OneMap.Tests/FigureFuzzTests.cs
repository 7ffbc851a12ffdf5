using Guotu.Geo.Geometry;
using Guotu.OneMap.Store;
using Guotu.Testing;
using Guotu.Testing.Fuzzing;

namespace Guotu.OneMap.Tests;

/// <summary>Stored forms that someone changed: a figure that is stored the same way again, or none; nothing else.</summary>
public sealed class FigureFuzzTests
{
    private const int InTheTier = 5_000;
    private const int InTheSoak = 100_000;

    [Fact]
    public void Bent_stored_figures_and_attributes_are_figures_and_attributes_or_nothing() => Run(InTheTier, 610_724);

    [Fact]
    public void A_hundred_thousand_bent_stored_figures_bring_down_nothing()
    {
        Soak.Only();
        Run(InTheSoak, Soak.Seed());
    }

    private static void Run(int inputs, int seed)
    {
        var corpus = Enumerable.Range(0, 8).Select(i => new FuzzFile(
            ("figure", FigureCodec.Encode(Fields.Square(i, i * 7))), ("attributes", System.Text.Encoding.UTF8.GetBytes(AttributeText.Write(Fields.Farmland(i).Attributes))))).ToList();
        var failures = new FuzzRun([new FuzzTarget("stored feature", corpus, f => Task.FromResult(Read(f)))], seed).Run(inputs);
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static string? Read(FuzzFile file)
    {
        var text = System.Text.Encoding.UTF8.GetString(file.Parts[1].Content);
        AttributeText.TryRead(text, out _);
        AttributeText.TryReadColumns(text, new Dictionary<string, int>(StringComparer.Ordinal) { ["BSM"] = 0, ["DLBM"] = 1 }, new string?[2]);
        return FigureCodec.TryDecode(file.Parts[0].Content, out var figure) && !(FigureCodec.TryDecode(FigureCodec.Encode(figure), out var again) && again.Normalized().Equals(figure.Normalized()))
            ? "another figure when stored again"
            : null;
    }
}
