using Guotu.Geo.Geometry;

namespace Guotu.Geo.Snapshots;

/// <summary>A feature with its figure in stored form, as the database and the blocks have it.</summary>
/// <param name="Id">Our feature id.</param>
/// <param name="Figure">Bytes of <see cref="FigureCodec"/>, normalized.</param>
/// <param name="Box">Box of the figure.</param>
/// <param name="Attributes">One value a column.</param>
internal sealed record StoredFeature(long Id, byte[] Figure, GridEnvelope Box, IReadOnlyList<string?> Attributes)
{
    public static StoredFeature Of(SnapshotFeature feature) => new(feature.Id, FigureCodec.Encode(feature.Shape), feature.Shape.Envelope, feature.Attributes);
}
