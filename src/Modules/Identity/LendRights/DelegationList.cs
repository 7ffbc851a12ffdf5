using System.ComponentModel.DataAnnotations;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.LendRights;

/// <summary>Delegations as pages show them (委托清单): the own ones with what may be lent to whom, and everybody's.</summary>
internal sealed class DelegationList(IUnitsOfWork units, IPeople people, IRoles roles, Accounts accounts, LendingPersons persons, IClock clock)
{
    public static string StateOf(DelegationRow row, DateOnly today) => row.StateCode switch
    {
        DelegationRow.Refused => DelegationStates.Refused,
        DelegationRow.Ended => DelegationStates.Ended,
        _ when row.IsOver(today) => DelegationStates.Over,
        DelegationRow.Active => DelegationStates.Active,
        _ => DelegationStates.Asked,
    };

    public static string TitleOf(string state) => state switch
    {
        DelegationStates.Asked => "待确认",
        DelegationStates.Active => "生效中",
        DelegationStates.Refused => "未获同意",
        DelegationStates.Ended => "已收回",
        _ => "已到期",
    };

    public async Task<Result<OwnDelegationsView>> OwnAsync(Caller caller, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var self = await persons.OfAsync(session, caller.UserId, ct);
        if (self.Error is { } tampered)
        {
            return tampered;
        }

        var views = await ViewsAsync(await Delegations.OfPersonAsync(session, caller.UserId, ct), ct);
        var titles = await TitlesAsync(ct);
        var may = self.Value is { IsStaff: true } person ? person : null;
        return new OwnDelegationsView(
            [.. views.Where(v => v.FromId == caller.UserId)],
            [.. views.Where(v => v.ToId == caller.UserId)],
            may is null ? [] : [.. may.Roles.Order(StringComparer.Ordinal).Select(r => new CodedName(r, titles.Role(r)))],
            may is null ? [] : [.. may.Posts.Order(StringComparer.Ordinal).Select(p => new CodedName(p, titles.Post(p)))],
            may is null ? [] : await PeersAsync(session, may, ct));
    }

    public async Task<IReadOnlyList<DelegationView>> AllAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await ViewsAsync(await Delegations.AllAsync(session, ct), ct);
    }

    private async Task<IReadOnlyList<CodedName>> PeersAsync(ISqlSession session, LendingPerson self, CancellationToken ct)
    {
        var peers = new List<CodedName>();
        foreach (var row in (await Accounts.AllAsync(session, ct)).Where(a => a.UserId != self.UserId && accounts.IsIntact(a)))
        {
            var person = await persons.OfAsync(session, row, ct);
            if (person is { IsSuccess: true, Value: { Enabled: true, IsStaff: true } peer } && peer.Reach == self.Reach)
            {
                peers.Add(new CodedName(peer.Account, peer.Name));
            }
        }

        return peers;
    }

    private async Task<IReadOnlyList<DelegationView>> ViewsAsync(IReadOnlyList<DelegationRow> rows, CancellationToken ct)
    {
        var names = await people.NamesAsync([.. rows.SelectMany(r => new[] { r.FromUser, r.ToUser }).Distinct()], ct);
        var titles = await TitlesAsync(ct);
        var today = clock.Now.LocalDate;
        return
        [
            .. rows.Select(r => new DelegationView(
                r.DelegationId,
                r.FromUser,
                names.GetValueOrDefault(r.FromUser, string.Empty),
                r.ToUser,
                names.GetValueOrDefault(r.ToUser, string.Empty),
                [.. r.Roles.Select(titles.Role)],
                [.. r.Posts.Select(titles.Post)],
                r.UntilOn,
                r.ReasonText,
                r.AskedUtc,
                StateOf(r, today))),
        ];
    }

    private async Task<Titles> TitlesAsync(CancellationToken ct) =>
        new((await roles.ListAsync(ct)).ToDictionary(r => r.Code, r => r.Name, StringComparer.Ordinal), await people.PostNamesAsync(ct));

    private sealed record Titles(IReadOnlyDictionary<string, string> Roles, IReadOnlyDictionary<string, string> Posts)
    {
        public string Role(string code) => Roles.GetValueOrDefault(code, code);

        public string Post(string code) => Posts.GetValueOrDefault(code, code);
    }
}

/// <summary>States of a delegation as they are shown.</summary>
internal static class DelegationStates
{
    public const string Asked = "asked";
    public const string Active = "active";
    public const string Refused = "refused";
    public const string Ended = "ended";
    public const string Over = "over";
}

/// <summary>A code with its Chinese name.</summary>
internal sealed record CodedName(string Code, string Name);

/// <summary>A delegation.</summary>
internal sealed record DelegationView(
    long Id,
    long FromId,
    string FromName,
    long ToId,
    string ToName,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Posts,
    DateOnly Until,
    string Reason,
    Instant AskedAt,
    [property: AllowedValues(DelegationStates.Asked, DelegationStates.Active, DelegationStates.Refused, DelegationStates.Ended, DelegationStates.Over)] string State);

/// <summary>What a person lent and was lent, and what may be lent to whom.</summary>
internal sealed record OwnDelegationsView(
    IReadOnlyList<DelegationView> Given, IReadOnlyList<DelegationView> Taken, IReadOnlyList<CodedName> Roles, IReadOnlyList<CodedName> Posts, IReadOnlyList<CodedName> People);
