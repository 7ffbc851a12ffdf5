using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Crossings;

/// <summary>The features of a layer by place: boxes at hand, figures when asked for.</summary>
internal interface ILayerFigures
{
    IReadOnlyList<GridEnvelope> Boxes { get; }

    long IdOf(int place);

    /// <summary>The figure, or why it can not be read.</summary>
    Result<GridMultiPolygon> FigureOf(int place);
}

/// <summary>Figures in memory.</summary>
internal sealed class GivenFigures(IReadOnlyList<(long Id, GridMultiPolygon Figure)> features) : ILayerFigures
{
    public IReadOnlyList<GridEnvelope> Boxes { get; } = [.. features.Select(f => f.Figure.Envelope)];

    public long IdOf(int place) => features[place].Id;

    public Result<GridMultiPolygon> FigureOf(int place) => features[place].Figure;
}

/// <summary>Figures of a snapshot, read from the blocks they lie in.</summary>
internal sealed class SnapshotFigures(Snapshot snapshot) : ILayerFigures
{
    public IReadOnlyList<GridEnvelope> Boxes => snapshot.Directory.Boxes;

    public long IdOf(int place) => snapshot.Directory.Ids[place];

    public Result<GridMultiPolygon> FigureOf(int place) => snapshot.At(place).Map(f => f.Shape);
}
