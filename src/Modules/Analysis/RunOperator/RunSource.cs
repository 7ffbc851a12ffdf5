namespace Guotu.Analysis.RunOperator;

/// <summary>A layer revision that a result rests on, and what its reader saw of it then (结果的依据).</summary>
/// <param name="Layer">Code.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Revision">Number.</param>
/// <param name="AsOf">What the data speaks of.</param>
/// <param name="Stamp">Sight and content; the result is given out only while the sight is the same.</param>
/// <param name="LabelLevel">Level of its label.</param>
public sealed record RunSource(string Layer, string Name, int Revision, DateOnly AsOf, string Stamp, int LabelLevel)
{
    /// <summary>Categories of its label, with commas; null for none.</summary>
    public string? LabelCategory { get; init; }

    /// <summary>Whether it is an elevation model and no layer.</summary>
    public bool IsTerrain { get; init; }

    public static RunSource Of(TerrainSource terrain) =>
        new(terrain.Code, terrain.Name, terrain.Revision, terrain.AsOf, terrain.Stamp, terrain.LabelLevel) { IsTerrain = true, LabelCategory = terrain.LabelCategory };
}
