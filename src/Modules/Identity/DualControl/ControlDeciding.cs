using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Sessions;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;

namespace Guotu.Identity.DualControl;

/// <summary>
/// The second person's part (复核): confirms or rejects. A confirmed act of rows runs in the same transaction; one beyond rows runs afterwards and is
/// carried on by the same call where it was cut off. The parameters are those that were recorded, told by their digest.
/// </summary>
internal sealed class ControlDeciding(
    IUnitsOfWork units, ControlRequests requests, ControlledActs acts, Accounts accounts, CallerOfAccount callers, PermissionCatalogue permissions)
{
    public const string ApproveKind = "identity.control.approve";
    public const string RejectKind = "identity.control.reject";
    public const string ExecuteKind = "identity.control.execute";

    public async Task<Result<ControlRequestRow>> ApproveAsync(CommandContext context, Caller caller, ControlDecision decision, CancellationToken ct)
    {
        var approved = await units.RunAsync<ControlRequestRow>(context, (work, token) => ApproveAsync(work, caller, decision, token), ct);
        if (approved.Error is not null || approved.Value.StateCode != StoredState.Approved)
        {
            return approved;
        }

        // Not under the request's id: what goes beyond rows is known to be done by what it finds, not by an answer that was kept.
        return await CarryOutAsync(context with { RequestId = null, CommandName = ExecuteKind }, approved.Value, ct);
    }

    public Task<Result<ControlRequestRow>> RejectAsync(CommandContext context, Caller caller, ControlDecision decision, CancellationToken ct) =>
        units.RunAsync<ControlRequestRow>(
            context,
            async (work, token) =>
            {
                var taken = await TakeAsync(work, caller, decision.RequestId, token);
                if ((taken.Error ?? ReasonMustBeGiven.Breach("text", "驳回理由", decision.Text) ?? RequestMustBeOpen.Breach(taken.Value.Row, work.At)) is { } refused)
                {
                    return refused;
                }

                var row = taken.Value.Row;
                var rejected = Decided(work, row, decision.Text) with { StateCode = StoredState.Rejected };
                work.Audit(ControlRecord.Of(RejectKind, row, rejected, $"驳回 {row.RequestId}(申请人 {row.AskedName}):{row.SummaryText};理由:{decision.Text.Trim()}"));
                return (await requests.UpdateAsync(work, rejected, token)).Error is { } error ? error : rejected;
            },
            ct);

    private async Task<Result<ControlRequestRow>> ApproveAsync(IUnitOfWork work, Caller caller, ControlDecision decision, CancellationToken ct)
    {
        var taken = await TakeAsync(work, caller, decision.RequestId, ct);
        if (taken.Error is { } unknown)
        {
            return unknown;
        }

        var (row, act) = taken.Value;
        if (row.StateCode == StoredState.Approved && act is IControlledDeed)
        {
            if (await AskerStillMayAsync(work, row, act.Kind, ct) is { } lost)
            {
                return lost;
            }

            // Carried on. Recorded too: who carries on is not always who approved.
            work.Audit(ControlRecord.Of(ApproveKind, row, row, $"接着执行已批准的 {row.RequestId}:{row.SummaryText}"));
            return row;
        }

        if ((RequestMustBeOpen.Breach(row, work.At) ?? await AskerStillMayAsync(work, row, act.Kind, ct) ?? await ControlRequests.OvertakenAsync(work, row, ct)) is { } closed)
        {
            return closed;
        }

        var decided = Decided(work, row, decision.Text);
        if (act is IControlledChange change)
        {
            return await ExecuteAsync(work, row, decided, change, ct);
        }

        var approved = decided with { StateCode = StoredState.Approved };
        work.Audit(ControlRecord.Of(ApproveKind, row, approved, $"批准 {row.RequestId}(申请人 {row.AskedName}):{row.SummaryText}"));
        return (await requests.UpdateAsync(work, approved, ct)).Error is { } refused ? refused : approved;
    }

    private async Task<Result<ControlRequestRow>> ExecuteAsync(
        IUnitOfWork work, ControlRequestRow row, ControlRequestRow decided, IControlledChange change, CancellationToken ct)
    {
        var effect = await change.ExecuteAsync(work, OrderOf(row), ct);
        if (effect.Error is { } notDone)
        {
            return notDone;
        }

        var done = decided with { StateCode = StoredState.Done, DoneUtc = work.At };
        work.Audit(ControlRecord.Executed(ApproveKind, row, done, effect.Value));
        return (await requests.UpdateAsync(work, done, ct)).Error is { } refused ? refused : done;
    }

    private async Task<Result<ControlRequestRow>> CarryOutAsync(CommandContext context, ControlRequestRow approved, CancellationToken ct)
    {
        var deed = (IControlledDeed)acts.Find(approved.KindCode).Value;
        var effect = await deed.ExecuteAsync(context, OrderOf(approved), ct);
        if (effect.Error is { } notDone)
        {
            return notDone;
        }

        return await units.RunAsync<ControlRequestRow>(
            context,
            async (work, token) =>
            {
                var now = await requests.TakeAsync(work, approved.RequestId, token);
                if (now.Error is not null || now.Value.StateCode == StoredState.Done)
                {
                    return now;
                }

                var done = now.Value with { StateCode = StoredState.Done, DoneUtc = work.At };
                work.Audit(ControlRecord.Executed(ExecuteKind, now.Value, done, effect.Value));
                return (await requests.UpdateAsync(work, done, token)).Error is { } refused ? refused : done;
            },
            ct);
    }

    private async Task<Result<Taken>> TakeAsync(IUnitOfWork work, Caller caller, long id, CancellationToken ct)
    {
        var taken = await requests.TakeAsync(work, id, ct);
        if (taken.Error is { } unknown)
        {
            return unknown;
        }

        var act = acts.Find(taken.Value.KindCode);
        if (act.Error is { } unserved)
        {
            return unserved;
        }

        var kind = act.Value.Kind;
        if (!ControlRights.MayConfirm(caller, kind))
        {
            return new Error(AccessErrors.NotPermitted, ("use", permissions.TitleOf(kind.ConfirmedBy[0])));
        }

        return NoOneConfirmsTheirOwn.Breach(taken.Value, caller.UserId) is { } own ? own : new Taken(taken.Value, act.Value);
    }

    /// <summary>A right that was taken away since counts: who asks with a stolen or withdrawn account gets nothing by waiting.</summary>
    private async Task<Error?> AskerStillMayAsync(IUnitOfWork work, ControlRequestRow row, ControlledKind kind, CancellationToken ct)
    {
        var account = await accounts.FindAsync(work, row.AskedBy, ct);
        if (account.Error is { } tampered)
        {
            return tampered;
        }

        var lost = new Error(ControlErrors.AskerLostRight, ("name", row.AskedName));
        if (account.Value is not { IsEnabled: true } asker || asker.ExpiresOn < work.At.LocalDate)
        {
            return lost;
        }

        var caller = await callers.MakeAsync(work, asker, new CallerChannel("control", "local", string.Empty), ct);
        return caller.Error ?? (ControlRights.MayAsk(caller.Value, kind) ? null : lost);
    }

    private static ControlRequestRow Decided(IUnitOfWork work, ControlRequestRow row, string text) => row with
    {
        DecidedBy = work.Context.Actor.UserId,
        DecidedName = work.Context.Actor.Name,
        DecidedUtc = work.At,
        DecisionText = text.Trim(),
    };

    private static ControlledOrder OrderOf(ControlRequestRow row) => new(row.RequestId, row.AskedBy, row.AskedName, ParameterText.Read(row.ParametersJson));

    private sealed record Taken(ControlRequestRow Row, IControlledAct Act);
}
