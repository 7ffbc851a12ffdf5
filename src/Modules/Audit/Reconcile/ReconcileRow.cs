using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Guotu.Hosting.Runs;
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
    RunFault? Fault);

/// <summary>A row of <c>au_reconcile</c>.</summary>
internal sealed class ReconcileRow : RunRow
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Instant? CheckedUtc { get; init; }

    public string? LinesJson { get; init; }

    public int? DifferenceTotal { get; init; }

    public int? UndeterminedTotal { get; init; }

    public ReconcileView View => new(
        RunId, UserName, AccountName, CreatedUtc, FinishedUtc, CheckedUtc, State, StepName, StepsDone, StepsTotal, DifferenceTotal, UndeterminedTotal,
        LinesJson is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<ReconciledLine>>(LinesJson, Json)!, Fault);
}
