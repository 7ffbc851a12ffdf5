using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Reconcile;

/// <summary>A reconciliation (对账).</summary>
/// <param name="By">Who started it.</param>
/// <param name="CheckedAt">Acts up to here were compared; null until it is done.</param>
/// <param name="Step">What is being compared.</param>
/// <param name="Done">Kinds of object compared of <paramref name="Total"/>.</param>
/// <param name="Differences">Objects that differ; null until it is done.</param>
/// <param name="Undetermined">Kinds of object of which nothing can be said; null until it is done.</param>
/// <param name="Lines">One a kind of business object; empty until it is done.</param>
/// <param name="Fault">Why it failed.</param>
public sealed record ReconcileView(
    long Id,
    string By,
    string Account,
    Instant StartedAt,
    Instant? FinishedAt,
    Instant? CheckedAt,
    [property: AllowedValues("waiting", "running", "done", "failed", "cancelled")] string State,
    string? Step,
    int Done,
    int Total,
    int? Differences,
    int? Undetermined,
    IReadOnlyList<ReconciledLine> Lines,
    ReconcileFault? Fault);

/// <summary>Why a reconciliation failed, with the way out.</summary>
public sealed record ReconcileFault(string Code, string Text, string WayOut);

/// <summary>A row of <c>au_reconcile</c>.</summary>
internal sealed class ReconcileRow
{
    public const string New = "NEW";
    public const string Running = "RUNNING";
    public const string Done = "DONE";

    private const string Failed = "FAILED";
    private const string Cancelled = "CANCELLED";

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

    public Instant? CheckedUtc { get; init; }

    public string? LinesJson { get; init; }

    public int? DifferenceTotal { get; init; }

    public int? UndeterminedTotal { get; init; }

    public string? FaultCode { get; init; }

    public string? FaultText { get; init; }

    public ReconcileView View => new(
        RunId, UserName, AccountName, CreatedUtc, FinishedUtc, CheckedUtc, WordOf(StateCode), StepName, StepsDone, StepsTotal, DifferenceTotal, UndeterminedTotal,
        LinesJson is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<ReconciledLine>>(LinesJson, Json)!,
        FaultCode is null ? null : new ReconcileFault(FaultCode, FaultText ?? string.Empty, ErrorRegistry.Shared.Entry(new ErrorCode(FaultCode)).WayOut));

    /// <summary>The state in words of the person who asks for the result of a run that has none.</summary>
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
