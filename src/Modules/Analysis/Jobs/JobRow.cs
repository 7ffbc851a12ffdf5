using Guotu.Kernel.Time;

namespace Guotu.Analysis.Jobs;

/// <summary>A row of <c>an_job</c>.</summary>
internal sealed record JobRow
{
    public long JobId { get; init; }

    public long UserId { get; init; }

    public string OperatorCode { get; init; } = string.Empty;

    public string RequestText { get; init; } = string.Empty;

    public string StateCode { get; init; } = string.Empty;

    public long DoneCount { get; init; }

    public long TotalCount { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorText { get; init; }

    public string? SourceText { get; init; }

    public string? ResultText { get; init; }

    public long RowTotal { get; init; }

    public int AttemptCount { get; init; }

    public int IsStopping { get; init; }

    public string ClientAddress { get; init; } = string.Empty;

    public Instant CreatedUtc { get; init; }

    public Instant? LeaseUtc { get; init; }

    public Instant? EndedUtc { get; init; }

    public Instant ExpiresUtc { get; init; }

    public long OwnerOrgId { get; init; }

    public string RegionCode { get; init; } = string.Empty;

    public string OriginNode { get; init; } = string.Empty;

    public int LabelLevel { get; init; }

    public string? LabelCategory { get; init; }

    public JobState State => Enum.Parse<JobState>(StateCode);
}

/// <summary>Where a run stands (运算状态).</summary>
public enum JobState
{
    /// <summary>等待.</summary>
    Queued,

    /// <summary>运行中.</summary>
    Running,

    /// <summary>完成.</summary>
    Done,

    /// <summary>失败.</summary>
    Failed,

    /// <summary>已取消.</summary>
    Cancelled,
}

internal static class JobStates
{
    public static string ChineseName(this JobState state) => state switch
    {
        JobState.Queued => "等待",
        JobState.Running => "运行中",
        JobState.Done => "完成",
        JobState.Failed => "失败",
        _ => "已取消",
    };
}
