using Guotu.Geo.Geometry;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Store;

/// <summary>A feature as its row gives it, not yet trusted.</summary>
internal sealed class FeatureRow
{
    public long FeatureId { get; init; }

    /// <summary>Revision that wrote this version; 0 where the statement did not ask for it.</summary>
    public int FirstRevision { get; init; }

    public byte[] FigureBlob { get; init; } = [];

    public string AttributeJson { get; init; } = string.Empty;

    /// <summary>Null where the row does not hold what the application writes.</summary>
    public LayerFeature? Decode() =>
        FigureCodec.TryDecode(FigureBlob, out var figure) && AttributeText.TryRead(AttributeJson, out var attributes)
            ? new LayerFeature(FeatureId, figure, attributes)
            : null;
}

/// <summary>A feature ready to be written, with the values of its index columns.</summary>
internal sealed record FeatureVersion(long FeatureId, byte[] Figure, string Attributes, GridEnvelope Envelope);
