using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.DualControl;

/// <summary>Requests for those concerned (复核申请清单): who may ask for or confirm a kind sees its requests, nobody else.</summary>
internal sealed class ControlRequestList(IUnitsOfWork units, ControlRequests requests, ControlledActs acts, IClock clock)
{
    public IReadOnlyList<ControlKindView> KindsOf(Caller caller) =>
        [.. acts.Concerning(caller).Select(k => new ControlKindView(k.Code, k.Title, ControlRights.MayAsk(caller, k), ControlRights.MayConfirm(caller, k)))];

    public async Task<Page<ControlRequestView>> ListAsync(Caller caller, ControlFilter filter, PageRequest page, CancellationToken ct)
    {
        var kinds = acts.Concerning(caller).Select(k => k.Code).ToList();
        if (kinds.Count == 0)
        {
            return new Page<ControlRequestView>([], page.Number, page.Size, 0);
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var found = filter == ControlFilter.Open
            ? await ControlRequests.OpenAsync(session, kinds, clock.Now, page, ct)
            : await ControlRequests.AllAsync(session, kinds, page, ct);
        return new Page<ControlRequestView>([.. found.Items.Select(r => StoredViewOf(r, caller))], found.Number, found.Size, found.Total);
    }

    /// <summary>A request of a kind that does not concern the caller does not exist for the caller.</summary>
    public async Task<Result<ControlRequestView>> FindAsync(Caller caller, long id, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var found = await requests.FindAsync(session, id, ct);
        if (found.Error is { } unknown)
        {
            return unknown;
        }

        return acts.Concerning(caller).Any(k => k.Code == found.Value.KindCode)
            ? ViewOf(found.Value, caller)
            : new Error(KernelErrors.NotFound, ("what", "复核申请"));
    }

    /// <summary>
    /// A row as the database has it. One that was changed behind the application's back is listed as damaged, with nothing of what it says now, and the
    /// others beside it.
    /// </summary>
    private ControlRequestView StoredViewOf(ControlRequestRow row, Caller caller) => requests.IsIntact(row) ? ViewOf(row, caller) : DamagedViewOf(row);

    private ControlRequestView DamagedViewOf(ControlRequestRow row) => new()
    {
        RequestId = row.RequestId,
        Kind = row.KindCode,
        KindTitle = acts.TitleOf(row.KindCode),
        Subject = string.Empty,
        Summary = "这份申请在数据库里被改过,内容不可信,不能办理;申请时的原样见审计记录",
        Parameters = new Dictionary<string, string>(StringComparer.Ordinal),
        ParametersDigest = string.Empty,
        Reason = string.Empty,
        AskedBy = string.Empty,
        AskedAt = row.AskedUtc,
        ExpiresAt = row.ExpiresUtc,
        State = ControlStates.Damaged,
        DecidedBy = null,
        DecidedAt = null,
        Decision = null,
        MayDecide = false,
        MayWithdraw = false,
    };

    /// <summary>A row that was written by this unit or read with its MAC.</summary>
    public ControlRequestView ViewOf(ControlRequestRow row, Caller caller)
    {
        var state = RequestMustBeOpen.ShownState(row, clock.Now);
        var act = acts.Find(row.KindCode);
        var waits = state is ControlStates.Open or ControlStates.Approved;
        var mayDecide = act.IsSuccess && ControlRights.MayConfirm(caller, act.Value.Kind) && NoOneConfirmsTheirOwn.Breach(row, caller.UserId) is null;
        return new ControlRequestView
        {
            RequestId = row.RequestId,
            Kind = row.KindCode,
            KindTitle = acts.TitleOf(row.KindCode),
            Subject = row.SubjectText,
            Summary = row.SummaryText,
            Parameters = ParameterText.Read(row.ParametersJson),
            ParametersDigest = row.ParametersHex,
            Reason = row.ReasonText,
            AskedBy = row.AskedName,
            AskedAt = row.AskedUtc,
            ExpiresAt = row.ExpiresUtc,
            State = state,
            DecidedBy = row.DecidedName,
            DecidedAt = row.DecidedUtc,
            Decision = row.DecisionText,
            MayDecide = waits && mayDecide,
            MayWithdraw = waits && state == ControlStates.Open && row.AskedBy == caller.UserId,
        };
    }
}
