using Guotu.Kernel.Labels;
using Guotu.Kernel.Time;

namespace Guotu.OneMap.FileImports;

/// <summary>Where an import from the page stands (入库状态).</summary>
public enum ImportState
{
    /// <summary>待提交: the file was looked at, nothing was asked yet.</summary>
    Open,

    /// <summary>等待.</summary>
    Queued,

    /// <summary>入库中.</summary>
    Running,

    /// <summary>已入库.</summary>
    Done,

    /// <summary>没有入库.</summary>
    Failed,

    /// <summary>已取消.</summary>
    Cancelled,

    /// <summary>拒收: the file carries a secrecy mark and was removed; final.</summary>
    Refused,
}

/// <summary>A row of <c>om_import</c>.</summary>
internal sealed record ImportRow
{
    public long ImportId { get; init; }

    public long UserId { get; init; }

    public string LayerCode { get; init; } = string.Empty;

    public string FileDigest { get; init; } = string.Empty;

    public string FileName { get; init; } = string.Empty;

    public long FileSize { get; init; }

    public string StateCode { get; init; } = string.Empty;

    public string? InspectText { get; init; }

    public string? RequestText { get; init; }

    public string? ReportText { get; init; }

    public int? RevisionNo { get; init; }

    public string? ErrorCode { get; init; }

    public string? ClaimedBy { get; init; }

    public Instant CreatedUtc { get; init; }

    public Instant? QueuedUtc { get; init; }

    public Instant? LeaseUtc { get; init; }

    public Instant? EndedUtc { get; init; }

    /// <summary>When it was closed for good over a secrecy mark.</summary>
    public Instant? RefusedUtc { get; init; }

    public long OwnerOrgId { get; init; }

    public string RegionCode { get; init; } = string.Empty;

    public string OriginNode { get; init; } = string.Empty;

    public int LabelLevel { get; init; }

    public string? LabelCategory { get; init; }

    public ImportState State => RefusedUtc is null ? Enum.Parse<ImportState>(StateCode) : ImportState.Refused;

    public SecurityLabel Label => SecurityLabel.OfRow(LabelLevel, LabelCategory);

    /// <summary>Whether it is being worked on: an import whose node is gone is not, once its lease has run out.</summary>
    public bool IsUnderWay(Instant now) => State is ImportState.Queued or ImportState.Running && LeaseUtc is { } lease && lease.CompareTo(now) > 0;
}
