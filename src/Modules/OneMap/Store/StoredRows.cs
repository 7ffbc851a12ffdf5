using Guotu.Crypto;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Time;
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

internal sealed class RevisionRow
{
    public string LayerCode { get; init; } = string.Empty;

    public int RevisionNo { get; init; }

    public Instant CommittedUtc { get; init; }

    public DateOnly AsOfDate { get; init; }

    public string SourceText { get; init; } = string.Empty;

    public int FeatureCount { get; init; }

    public string ContentDigest { get; init; } = string.Empty;

    public string RowsDigest { get; init; } = string.Empty;

    public string ColumnText { get; init; } = string.Empty;

    public string UserName { get; init; } = string.Empty;

    public int IsDemonstration { get; init; }

    public string? EmptyDigest { get; init; }

    public string? EmptyDocument { get; init; }

    public DateOnly? EmptyUntil { get; init; }

    public int LabelLevel { get; init; }

    public string? LabelCategory { get; init; }

    /// <summary>Number of the layer's newest revision, read by the same statement.</summary>
    public int NewestNo { get; init; }

    /// <summary>Fields that the snapshot holds, in their order.</summary>
    public IReadOnlyList<string> Columns => ColumnText.Split(',');

    public LayerRevision ToRevision() => new()
    {
        LayerCode = LayerCode,
        Number = RevisionNo,
        CommittedAt = CommittedUtc,
        AsOf = AsOfDate,
        Source = SourceText,
        FeatureCount = FeatureCount,
        ContentDigest = Sm3Digest.TryParse(ContentDigest, out var digest) ? digest : default,
        CommittedBy = UserName,
        DeclaredEmpty = EmptyUntil is { } until ? new EmptyDeclaration(EmptyDigest ?? string.Empty, EmptyDocument ?? string.Empty, until) : null,
        Demonstration = IsDemonstration == 1,
        Label = SecurityLabel.OfRow(LabelLevel, LabelCategory),
    };
}

/// <summary>A feature ready to be written, with the values of its index columns.</summary>
internal sealed record FeatureVersion(long FeatureId, byte[] Figure, string Attributes, GridEnvelope Envelope);
