using System.Globalization;
using System.Text.Json;
using Guotu.Approval.Flow;
using Guotu.Approval.Store;
using Guotu.Bpmn.Engine;
using Guotu.Database.AuditPort;
using Guotu.Database.Outbox;
using Guotu.Database.Work;
using Guotu.Kernel.Failpoints;

namespace Guotu.Approval.RunSteps;

/// <summary>Carries out what the process asks for after a decision, one message a step, in the order of the case's messages.</summary>
internal sealed class StepConsumer(IEnumerable<ICaseStep> steps, ProcessRunner runner, CaseSeal cases, IFailpoints failpoints) : IOutboxConsumer
{
    public const string Name = "approval.steps";

    private const string DoneSql =
        """
        UPDATE ap_step SET state_code = 'DONE', done_utc = :p_at, result_text = :p_result
        WHERE case_id = :p_case AND step_key = :p_key AND step_no = :p_no AND state_code = 'WAITING'
        """;

    private readonly Dictionary<string, ICaseStep> _steps = steps.ToDictionary(s => s.Key, StringComparer.Ordinal);

    public string ConsumerName => Name;

    public string Topic => ProcessRunner.StepTopic;

    public async Task HandleAsync(IUnitOfWork work, OutboxDelivery delivery, CancellationToken ct)
    {
        var message = JsonSerializer.Deserialize<StepMessage>(delivery.Message.PayloadJson)!;
        var locked = await cases.LockAsync(work, message.CaseId, ct);
        var row = locked.IsSuccess ? locked.Value : throw new StepPutOffException(message.Key, locked.Error!);
        var step = _steps[message.Key];
        var made = await step.RunAsync(work, row, ct);
        var result = made.IsSuccess ? made.Value : throw new StepPutOffException(message.Key, made.Error!);

        var arguments = new { p_case = message.CaseId, p_key = message.Key, p_no = message.Step, p_at = work.At, p_result = result };
        if (await work.ExecuteAsync(DoneSql, arguments, ct) != 1)
        {
            throw new InvalidOperationException($"Step {message.Key} of case {message.CaseId} is not waiting");
        }

        var moved = await runner.ApplyAsync(work, row, new CompleteStep(message.Step), null, ct);
        if (moved.Error is { } refused)
        {
            throw new StepPutOffException(message.Key, refused);
        }

        await CaseStore.SaveAsync(work, row, ct);
        work.Audit(new AuditEntry("case.step", "case", message.CaseId.ToString(CultureInfo.InvariantCulture), result));
        failpoints.Reach($"approval.step.{message.Key}.before-commit");
    }
}
