using System.Globalization;
using Guotu.Approval.Domain;
using Guotu.Approval.StageFile;
using Guotu.Approval.Store;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.StatutoryClock;

namespace Guotu.Approval.KeepClock;

/// <summary>停表、恢复、延期 by hand, each with reason and document (许可法 42、45 条).</summary>
public sealed class ClockCommands(ClockKeeper clock, FileStaging staging, CaseSeal cases, IUnitsOfWork units)
{
    private const int LongestReason = 500;

    public Task<Result> StopAsync(CommandContext context, long caseId, ClockGiven given, CancellationToken ct) =>
        RunAsync(context, caseId, new Act(ClockEntryKind.Stop, "停表", given, 0), ct);

    public Task<Result> ResumeAsync(CommandContext context, long caseId, ClockGiven given, CancellationToken ct) =>
        RunAsync(context, caseId, new Act(ClockEntryKind.Resume, "恢复计时", given, 0), ct);

    public Task<Result> ExtendAsync(CommandContext context, long caseId, int days, ClockGiven given, CancellationToken ct) =>
        RunAsync(context, caseId, new Act(ClockEntryKind.Extend, "延期", given, days), ct);

    private Task<Result> RunAsync(CommandContext context, long caseId, Act act, CancellationToken ct) =>
        units.RunAsync(context, (work, token) => WriteAsync(work, caseId, act, token), ct);

    private async Task<Result> WriteAsync(IUnitOfWork work, long caseId, Act act, CancellationToken ct)
    {
        var row = await cases.LockAsync(work, caseId, ct);
        if (row.Error is { } unknown)
        {
            return unknown;
        }

        if (TheCaseMustBeRunning.Check(row.Value, act.Name) is { } ended)
        {
            return ended;
        }

        if (string.IsNullOrWhiteSpace(act.Given.Reason) || act.Given.Reason.Length > LongestReason)
        {
            return new Error(KernelErrors.FieldInvalid, ("reason", $"要写明,不超过 {LongestReason} 字")) { Field = "reason" };
        }

        var document = await DocumentAsync(work, act, ct);
        if (document.Error is { } missing)
        {
            return missing;
        }

        var entry = new ClockEntry(act.Kind, work.At, act.Given.Reason, document.Value.Digest, act.Days);
        var added = await clock.AddAsync(work, row.Value, entry, document.Value.Name, ct);
        if (added.Error is { } refused)
        {
            return refused;
        }

        await CaseStore.SaveAsync(work, row.Value, ct);
        work.Audit(new AuditEntry("case.clock", "case", caseId.ToString(CultureInfo.InvariantCulture), $"{act.Name}:{act.Given.Reason},依据《{document.Value.Name}》"));
        return Result.Done;
    }

    /// <summary>The paper the act rests on, from the staging area.</summary>
    private async Task<Result<StagedFile>> DocumentAsync(IUnitOfWork work, Act act, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(act.Given.DocumentDigest))
        {
            return new Error(ClockErrors.DocumentMissing, ("act", act.Name)) { Field = "documentDigest" };
        }

        return await staging.FindAsync(work, work.Context.Actor.UserId, new NamedDigest(act.Given.DocumentDigest, act.Given.DocumentName), ct);
    }

    private sealed record Act(ClockEntryKind Kind, string Name, ClockGiven Given, int Days);
}

/// <summary>Reason and document of an act on the clock.</summary>
public sealed record ClockGiven(string Reason, string DocumentDigest, string DocumentName);
