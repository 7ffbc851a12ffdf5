using Guotu.Kernel.Time;

namespace Guotu.Analysis.RunOperator;

/// <summary>A run that is asked for.</summary>
/// <param name="Operator">Code of the operator.</param>
/// <param name="Inputs">By the codes of the operator's inputs.</param>
/// <param name="Parameters">By their codes, numbers with a point as decimal sign; defaults where left out.</param>
public sealed record RunBody(string Operator, IReadOnlyDictionary<string, InputBody> Inputs, IReadOnlyDictionary<string, string>? Parameters);

/// <summary>One input: a layer, figures, or the result of an earlier run of the same person; exactly one of them.</summary>
public sealed record InputBody
{
    /// <summary>Code of a layer.</summary>
    public string? Layer { get; init; }

    /// <summary>Its revision; the one that holds at the times below, or the current one, where left out.</summary>
    public int? Revision { get; init; }

    /// <summary>The layer as it had been recorded by this instant.</summary>
    public Instant? RecordedAt { get; init; }

    /// <summary>The layer as it speaks of this date or an earlier one.</summary>
    public DateOnly? ValidOn { get; init; }

    /// <summary>Only rows with one of <see cref="Values"/> in this field.</summary>
    public string? Field { get; init; }

    public IReadOnlyList<string>? Values { get; init; }

    public IReadOnlyList<GivenBody>? Figures { get; init; }

    /// <summary>Id of a run that is done.</summary>
    public long? Job { get; init; }
}

/// <summary>A figure that is given: an area or a line.</summary>
/// <param name="Name">What it is called in the result; at most 50 characters.</param>
/// <param name="Epsg">4490: longitude, latitude in degrees; or the county's zone: easting with zone prefix, northing in metres.</param>
/// <param name="Coordinates">An area as in a GeoJSON MultiPolygon.</param>
/// <param name="Line">A line as in a GeoJSON LineString; one position for a place.</param>
public sealed record GivenBody(
    string? Name,
    int Epsg,
    IReadOnlyList<IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>>? Coordinates,
    IReadOnlyList<IReadOnlyList<double>>? Line);
