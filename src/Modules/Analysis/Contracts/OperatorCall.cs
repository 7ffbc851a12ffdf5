using System.Globalization;
using Guotu.Geo.Crs;

namespace Guotu.Analysis.Contracts;

/// <summary>One run of an operator (一次运算): inputs by their codes, parameters that fit, and where to say how far it is.</summary>
public sealed record OperatorCall
{
    public required IReadOnlyDictionary<string, FeatureSet> Inputs { get; init; }

    public required ParameterValues Parameters { get; init; }

    /// <summary>Zone of every figure.</summary>
    public required GaussKrugerZone Zone { get; init; }

    /// <summary>The ground as the caller of the run sees it; null where the run has none. What it rests on becomes the result's.</summary>
    public ISeenTerrain? Terrain { get; init; }

    public IOperatorProgress Progress { get; init; } = NoProgress.Instance;

    public OperatorLimits Limits { get; init; } = OperatorLimits.Usual;

    /// <summary>An input that the definition requires.</summary>
    public FeatureSet Input(string code) => Inputs[code];
}

/// <summary>How much one run may take in and give out.</summary>
/// <param name="MostFeatures">Rows of one input.</param>
/// <param name="MostVertices">Vertices of one input.</param>
/// <param name="MostResults">Rows of the result.</param>
public sealed record OperatorLimits(int MostFeatures, long MostVertices, int MostResults)
{
    public static readonly OperatorLimits Usual = new(300_000, 12_000_000, 200_000);
}

/// <summary>Takes how far a run is, in real units.</summary>
public interface IOperatorProgress
{
    /// <param name="done">Of <paramref name="total"/>, rising.</param>
    void Reached(long done, long total);
}

/// <summary>For those who do not ask.</summary>
public sealed class NoProgress : IOperatorProgress
{
    public static readonly NoProgress Instance = new();

    public void Reached(long done, long total)
    {
    }
}

/// <summary>Parameters that fit the definition, defaults filled in.</summary>
public sealed record ParameterValues(IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>Null where the parameter is optional and was not given.</summary>
    public string? Find(string code) => Texts.GetValueOrDefault(code);

    public string Text(string code) => Texts[code];

    public double Number(string code) => double.Parse(Texts[code], NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Empty where none was given.</summary>
    public IReadOnlyList<string> List(string code) =>
        Find(code)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

/// <summary>What a run gave.</summary>
/// <param name="Rows">The result, fit to be the next operator's input.</param>
/// <param name="Notes">Chinese sentences that belong to the result: errors of approximation, what fell away and why.</param>
public sealed record OperatorResult(FeatureSet Rows, IReadOnlyList<string> Notes)
{
    /// <summary>Counts that belong to the result, such as how many candidates each criterion took away; in the order of the criteria.</summary>
    public IReadOnlyList<ResultTally> Tally { get; init; } = [];
}

/// <summary>One count of a result.</summary>
/// <param name="Name">Chinese.</param>
public sealed record ResultTally(string Name, int Count);
