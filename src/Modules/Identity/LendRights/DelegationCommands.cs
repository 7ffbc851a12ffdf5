using System.Globalization;
using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Identity.LendRights;

/// <summary>
/// 代理授权: a person lends own roles and posts to a colleague until a day; the security administrator confirms; who lent, who was lent and the
/// security administrator end it at once. Not the 委托 of a single task, which is the process's.
/// </summary>
internal sealed class DelegationCommands(IUnitsOfWork units, Accounts accounts, Delegations delegations, LendingPersons persons, IIdSource ids)
{
    public const string AskKind = "identity.delegation.ask";
    public const string ConfirmKind = "identity.delegation.confirm";
    public const string RefuseKind = "identity.delegation.refuse";
    public const string EndKind = "identity.delegation.end";

    public Task<Result> AskAsync(CommandContext context, DelegationWanted wanted, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            var both = await BothAsync(work, work.Context.Actor.UserId, wanted.To, token);
            if (both.Error is { } unknown)
            {
                return unknown;
            }

            var (from, to) = both.Value;
            var breach = DelegationHasALastDay.Breach(wanted.Until, work.At.LocalDate)
                ?? ReasonMustBeGiven.Breach("reason", "事由", wanted.Reason)
                ?? OnlyWhatIsHeldIsLent.Breach(from, wanted.Roles, wanted.Posts)
                ?? DelegateMustBeAPeer.Breach(from, to, wanted.Posts);
            if (breach is { } refused)
            {
                return refused;
            }

            var row = new DelegationRow
            {
                DelegationId = ids.Next(),
                FromUser = from.UserId,
                ToUser = to.UserId,
                RolesText = Joined(wanted.Roles),
                PostsText = Joined(wanted.Posts),
                UntilOn = wanted.Until,
                ReasonText = wanted.Reason.Trim(),
                AskedUtc = work.At,
            };
            work.Audit(Entry(AskKind, null, row, $"提出委托给 {to.Name}({to.Account}),{Words(row)}"));
            return await delegations.InsertAsync(work, row, token);
        },
        ct);

    /// <summary>The security administrator's; neither of the two confirms it. Checked again as it stands now.</summary>
    public Task<Result> ConfirmAsync(CommandContext context, long id, CancellationToken ct) => ChangeAsync(
        context,
        id,
        async (work, row, token) =>
        {
            if (row.StateCode != DelegationRow.Asked || row.IsOver(work.At.LocalDate))
            {
                return Closed(row, work.At.LocalDate);
            }

            var from = await persons.OfAsync(work, row.FromUser, token);
            var to = await persons.OfAsync(work, row.ToUser, token);
            if ((from.Error ?? to.Error) is { } tampered)
            {
                return tampered;
            }

            if (from.Value is not { } lender || to.Value is not { } taker)
            {
                return new Error(KernelErrors.NotFound, ("what", "委托双方的账号"));
            }

            if ((OnlyWhatIsHeldIsLent.Breach(lender, row.Roles, row.Posts) ?? DelegateMustBeAPeer.Breach(lender, taker, row.Posts)) is { } breach)
            {
                return breach;
            }

            var active = row with { StateCode = DelegationRow.Active, DecidedBy = work.Context.Actor.UserId, DecidedUtc = work.At };
            work.Audit(Entry(ConfirmKind, row, active, $"确认 {lender.Name} 委托给 {taker.Name},{Words(row)}"));
            return active;
        },
        ct);

    public Task<Result> RefuseAsync(CommandContext context, long id, CancellationToken ct) => ChangeAsync(
        context,
        id,
        (work, row, _) =>
        {
            if (row.StateCode != DelegationRow.Asked)
            {
                return Task.FromResult<Result<DelegationRow>>(Closed(row, work.At.LocalDate));
            }

            var refused = row with { StateCode = DelegationRow.Refused, DecidedBy = work.Context.Actor.UserId, DecidedUtc = work.At };
            work.Audit(Entry(RefuseKind, row, refused, "不同意委托," + Words(row)));
            return Task.FromResult<Result<DelegationRow>>(refused);
        },
        ct);

    /// <summary>Ends it at once. For anyone but the security administrator another's delegation does not exist.</summary>
    public Task<Result> EndAsync(CommandContext context, long id, DelegationParty party, CancellationToken ct) => ChangeAsync(
        context,
        id,
        (work, row, _) =>
        {
            var actor = work.Context.Actor.UserId;
            if (party == DelegationParty.OneOfTheTwo && actor != row.FromUser && actor != row.ToUser)
            {
                return Task.FromResult<Result<DelegationRow>>(new Error(KernelErrors.NotFound, ("what", "委托")));
            }

            if (row.StateCode is not (DelegationRow.Asked or DelegationRow.Active))
            {
                return Task.FromResult<Result<DelegationRow>>(Closed(row, work.At.LocalDate));
            }

            var ended = row with { StateCode = DelegationRow.Ended, EndedBy = actor, EndedUtc = work.At };
            work.Audit(Entry(EndKind, row, ended, "收回委托," + Words(row)));
            return Task.FromResult<Result<DelegationRow>>(ended);
        },
        ct);

    private Task<Result> ChangeAsync(
        CommandContext context, long id, Func<IUnitOfWork, DelegationRow, CancellationToken, Task<Result<DelegationRow>>> change, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            var found = await delegations.TakeAsync(work, id, token);
            if (found.Error is { } unknown)
            {
                return unknown;
            }

            var changed = await change(work, found.Value, token);
            return changed.Error is { } refused ? refused : await delegations.UpdateAsync(work, changed.Value, token);
        },
        ct);

    private async Task<Result<(LendingPerson From, LendingPerson To)>> BothAsync(IUnitOfWork work, long from, string to, CancellationToken ct)
    {
        var account = await accounts.FindAsync(work, to, ct);
        var lender = await persons.OfAsync(work, from, ct);
        if ((account.Error ?? lender.Error) is { } tampered)
        {
            return tampered;
        }

        if (account.Value is not { } found || lender.Value is not { } self)
        {
            return new Error(KernelErrors.NotFound, ("what", "账号 " + to)) { Field = "to" };
        }

        return (await persons.OfAsync(work, found, ct)).Map(p => (self, p));
    }

    private static Error Closed(DelegationRow row, DateOnly today) => new(DelegationErrors.DelegationClosed, ("state", DelegationList.TitleOf(DelegationList.StateOf(row, today))));

    private static string? Joined(IReadOnlyCollection<string> codes) => codes.Count == 0 ? null : string.Join(',', codes.Distinct().Order(StringComparer.Ordinal));

    private static string Words(DelegationRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"角色 {row.RolesText ?? "无"},岗位 {row.PostsText ?? "无"},到 {row.UntilOn:yyyy-MM-dd}");

    private static AuditEntry Entry(string kind, DelegationRow? before, DelegationRow after, string summary) =>
        new(kind, "delegation", after.DelegationId.ToString(CultureInfo.InvariantCulture), summary)
        {
            Before = before is null ? null : JsonSerializer.Serialize(new { state = before.StateCode }),
            After = JsonSerializer.Serialize(new { state = after.StateCode, from = after.FromUser, to = after.ToUser, roles = after.RolesText, posts = after.PostsText, until = after.UntilOn }),
        };
}

/// <summary>What a person wants to lend.</summary>
/// <param name="To">Login name of the colleague.</param>
/// <param name="Roles">Codes of roles.</param>
/// <param name="Posts">Codes of posts.</param>
/// <param name="Until">Last day.</param>
/// <param name="Reason">4 to 500 characters.</param>
internal sealed record DelegationWanted(string To, IReadOnlyList<string> Roles, IReadOnlyList<string> Posts, DateOnly Until, string Reason);

/// <summary>Who ends a delegation.</summary>
internal enum DelegationParty
{
    OneOfTheTwo,
    SecurityAdministrator,
}
