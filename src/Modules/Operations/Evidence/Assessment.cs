using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.Operations.Evidence.Checks;
using Guotu.Operations.FillByHand;
using Microsoft.Extensions.Logging;

namespace Guotu.Operations.Evidence;

/// <summary>
/// Runs the checks that the clauses name, each once, and answers every clause (自动测评) for a named person; the act is audited. A check that
/// fails proves nothing: its clause is not proved here.
/// </summary>
internal sealed class Assessment(
    IUnitsOfWork units, IEnumerable<IEvidenceCheck> checks, RunFacts facts, HandEntries hands, NodeSettings node, IClock clock, ILogger<Assessment> log)
{
    public const string Kind = "mlps.report";

    private readonly IReadOnlyDictionary<string, IEvidenceCheck> _checks = checks.ToDictionary(c => c.Code, StringComparer.Ordinal);

    /// <summary>Codes of all checks that are registered.</summary>
    public IEnumerable<string> Codes => _checks.Keys;

    /// <param name="context">Who.</param>
    /// <param name="progress">Told the title of each check before it is run.</param>
    /// <param name="ct">Stops between two checks.</param>
    public async Task<Result<EvidenceForm>> RunAsync(CommandContext context, IProgress<string> progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(progress);
        facts.Renew();
        var runs = new Dictionary<string, CheckRun>(StringComparer.Ordinal);
        foreach (var code in StandardFiles.All.SelectMany(s => s.Clauses).SelectMany(c => c.Checks).Distinct(StringComparer.Ordinal))
        {
            if (_checks.TryGetValue(code, out var check))
            {
                progress.Report(check.Title);
                runs.Add(code, await RunAsync(check, ct));
            }
        }

        var form = FormOf(context.Actor.Account, runs, await EnteredAsync(ct));
        return await units.RunAsync<EvidenceForm>(
            context,
            (work, _) =>
            {
                var words = form.Standards.Select(s => $"{s.Code} 符合 {s.Counts.Met}、部分 {s.Counts.Partly}、不符合 {s.Counts.NotMet}、待人工 {s.Counts.Manual}、未证实 {s.Counts.NotProved}");
                work.Audit(new AuditEntry(Kind, "node", "mlps", "等保与密评自动测评:" + string.Join(";", words)));
                return Task.FromResult(Result<EvidenceForm>.Of(form));
            },
            ct);
    }

    private async Task<CheckRun> RunAsync(IEvidenceCheck check, CancellationToken ct)
    {
        CheckOutcome outcome;
        try
        {
            outcome = await check.RunAsync(ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.CheckFailed(check.Code, exception);
            outcome = CheckOutcome.NotProved("检查没有运行成:" + exception.GetType().Name);
        }

        return new CheckRun(check.Code, check.Title, check.Command, clock.Now, outcome);
    }

    /// <summary>What people entered. Where a row of it was altered nobody's entry counts: the check of the rows names the place.</summary>
    private async Task<IReadOnlyDictionary<(string Standard, string Clause), HandEntry>> EnteredAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var entered = await hands.CurrentAsync(session, ct);
        return (entered.IsSuccess ? entered.Value : []).ToDictionary(e => (e.Standard, e.Clause));
    }

    private EvidenceForm FormOf(string account, Dictionary<string, CheckRun> runs, IReadOnlyDictionary<(string Standard, string Clause), HandEntry> entered)
    {
        var standards = StandardFiles.All.Select(s => new AnsweredStandard(
            s.Code,
            s.Title,
            s.Version,
            [.. s.Groups.Select(g => new AnsweredGroup(g.Title, [.. g.Clauses.Select(c => AHandNeverBeatsACheck.Answer(TheWorstCheckDecides.Answer(c, runs), entered.GetValueOrDefault((s.Code, c.Id))))]))]));
        return new EvidenceForm(node.County.Name, clock.Now, account, node.Demonstration, [.. standards], [.. runs.Values.OrderBy(r => r.Code, StringComparer.Ordinal)]);
    }
}

internal static partial class AssessmentLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The check {Code} could not be run; its clauses are not proved")]
    public static partial void CheckFailed(this ILogger log, string code, Exception exception);
}
