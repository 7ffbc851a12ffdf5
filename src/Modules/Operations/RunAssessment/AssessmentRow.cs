using System.Text.Json;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.Operations.Evidence;

namespace Guotu.Operations.RunAssessment;

/// <summary>A row of <c>op_assessment</c>.</summary>
internal sealed class AssessmentRow
{
    public const string New = "NEW";
    public const string Running = "RUNNING";
    public const string Done = "DONE";
    public const string Failed = "FAILED";
    public const string Cancelled = "CANCELLED";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public long RunId { get; init; }

    public long UserId { get; init; }

    public string AccountName { get; init; } = string.Empty;

    public string UserName { get; init; } = string.Empty;

    public string UserAddress { get; init; } = string.Empty;

    public string StateCode { get; init; } = string.Empty;

    public string? StepName { get; init; }

    public int StepsDone { get; init; }

    public int StepsTotal { get; init; }

    public Instant CreatedUtc { get; init; }

    public Instant? FinishedUtc { get; init; }

    public string? CountsJson { get; init; }

    public string? ManifestHex { get; init; }

    public string? FaultCode { get; init; }

    public string? FaultText { get; init; }

    public AssessmentView View => new(
        RunId, UserName, AccountName, CreatedUtc, FinishedUtc, WordOf(StateCode), StepName, StepsDone, StepsTotal,
        CountsJson is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<StandardCounts>>(CountsJson, Json)!,
        ManifestHex,
        FaultCode is null ? null : new AssessmentFault(FaultCode, FaultText ?? string.Empty, ErrorRegistry.Shared.Entry(new ErrorCode(FaultCode)).WayOut));

    /// <summary>The state in words of the person who opens a run that has no report.</summary>
    public string StateName => StateCode switch
    {
        New => "还在排队",
        Running => "正在进行",
        Failed => "没有成功",
        Cancelled => "已取消",
        _ => "已完成",
    };

    private static string WordOf(string code) => code switch
    {
        New => "waiting",
        Running => "running",
        Done => "done",
        Cancelled => "cancelled",
        _ => "failed",
    };
}
