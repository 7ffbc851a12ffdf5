using Guotu.Database.Work;
using Guotu.Hosting.Runs;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.Operations.Evidence;

namespace Guotu.Operations.RunAssessment;

/// <summary>Starts, lists and cancels assessments (测评任务). One at a time: it reads every protected row and the whole trail.</summary>
internal sealed class AssessmentCommands(IUnitsOfWork units, EvidenceReports reports, IIdSource ids)
{
    public const string StartKind = "mlps.start";
    public const string CancelKind = "mlps.cancel";
    public const string ObjectType = "mlps-run";

    public static readonly RunKind Kind = new(StartKind, CancelKind, ObjectType, "等保与密评自动测评", OperationsErrors.AlreadyRunning);

    private readonly RunQueue<AssessmentRow> _queue = new(AssessmentTable.Runs, Kind, units, ids);

    public async Task<Result<AssessmentView>> StartAsync(CommandContext context, CancellationToken ct) => (await _queue.StartAsync(context, reports.Checks, ct)).Map(r => r.View);

    public async Task<IReadOnlyList<AssessmentView>> ListAsync(CancellationToken ct) => [.. (await _queue.ListAsync(ct)).Select(r => r.View)];

    public async Task<Result<AssessmentView>> CancelAsync(CommandContext context, long id, CancellationToken ct) => (await _queue.CancelAsync(context, id, ct)).Map(r => r.View);
}
