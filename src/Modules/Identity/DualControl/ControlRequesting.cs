using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Identity.DualControl;

/// <summary>Asking for a controlled act, and taking the own request back (申请与撤回).</summary>
internal sealed class ControlRequesting(IUnitsOfWork units, ControlRequests requests, ControlledActs acts, PermissionCatalogue permissions, IIdSource ids)
{
    public const string AskKind = "identity.control.ask";
    public const string WithdrawKind = "identity.control.withdraw";

    private const int MostParameters = 20;
    private const int LongestName = 500;
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(IDualControl.GoodForHours);

    public Task<Result<ControlRequestRow>> AskAsync(CommandContext context, Caller caller, ControlAsked asked, CancellationToken ct) =>
        units.RunAsync<ControlRequestRow>(context, (work, token) => StoreAsync(work, caller, asked, token), ct);

    public Task<Result<ControlRequestRow>> WithdrawAsync(CommandContext context, long id, CancellationToken ct) => units.RunAsync<ControlRequestRow>(
        context,
        async (work, token) =>
        {
            var taken = await requests.TakeAsync(work, id, token);
            if (taken.Error is { } unknown)
            {
                return unknown;
            }

            var row = taken.Value;
            if (row.AskedBy != work.Context.Actor.UserId)
            {
                return new Error(ControlErrors.NotTheAsker);
            }

            if (RequestMustBeOpen.Breach(row, work.At) is { } closed)
            {
                return closed;
            }

            var withdrawn = row with { StateCode = StoredState.Withdrawn, DecidedUtc = work.At };
            work.Audit(ControlRecord.Of(WithdrawKind, row, withdrawn, $"撤回复核申请 {row.RequestId}:{row.SummaryText}"));
            return (await requests.UpdateAsync(work, withdrawn, token)).Error is { } refused ? refused : withdrawn;
        },
        ct);

    private async Task<Result<ControlRequestRow>> StoreAsync(IUnitOfWork work, Caller caller, ControlAsked asked, CancellationToken ct)
    {
        var act = acts.Find(asked.Kind);
        if (act.Error is { } unknown)
        {
            return unknown;
        }

        if (FaultOf(caller, act.Value.Kind, asked) is { } fault)
        {
            return fault;
        }

        var matter = await act.Value.CheckAsync(work, asked.Parameters, ct);
        if (matter.Error is { } notAllowed)
        {
            return notAllowed;
        }

        if (matter.Value.PersonId == caller.UserId && !matter.Value.PersonMayAsk)
        {
            return new Error(ControlErrors.NotTheSecondPerson, ("reason", "办的是你自己的账号,不能由你申请"));
        }

        var row = RowOf(work, act.Value.Kind, asked, matter.Value);
        work.Audit(ControlRecord.Of(AskKind, null, row, $"申请复核 {row.RequestId}:{row.SummaryText};理由:{row.ReasonText}"));
        return (await requests.InsertAsync(work, row, ct)).Error is { } refused ? refused : row;
    }

    private Error? FaultOf(Caller caller, ControlledKind kind, ControlAsked asked)
    {
        if (!ControlRights.MayAsk(caller, kind))
        {
            return new Error(AccessErrors.NotPermitted, ("use", permissions.TitleOf(kind.AskedBy)));
        }

        if (asked.Parameters.Count > MostParameters || asked.Parameters.Any(p => p.Value is null || p.Key.Length > LongestName || p.Value.Length > kind.LongestParameter))
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "参数"), ("reason", $"最多 {MostParameters} 项,每项不超过 {kind.LongestParameter} 个字")) { Field = "parameters" };
        }

        return ReasonMustBeGiven.Breach("reason", "理由", asked.Reason);
    }

    private ControlRequestRow RowOf(IUnitOfWork work, ControlledKind kind, ControlAsked asked, ControlledMatter matter)
    {
        var text = ParameterText.Write(matter.Parameters);
        return new ControlRequestRow
        {
            RequestId = ids.Next(),
            KindCode = kind.Code,
            SubjectText = matter.Subject,
            SummaryText = matter.Summary,
            ParametersJson = text,
            ParametersHex = ParameterText.DigestOf(text),
            ReasonText = asked.Reason.Trim(),
            PersonId = matter.PersonId,
            AskedBy = work.Context.Actor.UserId,
            AskedName = work.Context.Actor.Name,
            AskedUtc = work.At,
            ExpiresUtc = work.At.Plus(GoodFor),
        };
    }
}
