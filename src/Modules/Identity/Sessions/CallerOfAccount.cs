using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Certificates;
using Guotu.Identity.Domain;
using Guotu.Identity.LendRights;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Sessions;

/// <summary>
/// Turns an account into a caller: permissions and scope from its valid grants and from what colleagues lent (授权合成). Any row that was changed behind the application's back
/// refuses the whole account.
/// </summary>
internal sealed class CallerOfAccount(
    Accounts accounts, Clearances clearances, PasswordPolicies policies, SessionPolicies sessions, RoleLogins logins, OtpBindings bindings, CertificateBindings certificates, DelegationsInForce delegations,
    NodeSettings node, IClock clock)
{
    private const string PermissionsSql =
        """
        SELECT r.role_code, r.holder_kind, p.permission_code FROM id_role r
        LEFT JOIN id_role_permission p ON p.role_code = r.role_code WHERE r.role_code IN :p_roles
        """;

    private const string PostsSql = "SELECT post_code FROM id_user_post WHERE user_id = :p_id";

    private const string OrganisationsSql = "SELECT org_id, org_name, parent_id, region_code FROM id_org";

    /// <param name="session">Reads the rows.</param>
    /// <param name="account">Whose.</param>
    /// <param name="channel">Way in; with rows that are only supposed it leads nowhere but to a preview.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<Result<Caller>> MakeAsync(ISqlSession session, AccountRow account, CallerChannel channel, CancellationToken ct)
    {
        var grants = await ValidAsync(session, account, channel.Supposed, ct);
        if (grants.Error is { } tampered)
        {
            return tampered;
        }

        var valid = grants.Value;
        var lent = await delegations.OfAsync(session, account, ct);
        if (lent.Error is { } broken)
        {
            return broken;
        }

        var own = valid.Select(g => g.RoleCode).ToHashSet(StringComparer.Ordinal);
        var roles = own.Concat(lent.Value.SelectMany(l => l.Roles)).Distinct().ToList();
        var rights = roles.Count == 0 ? [] : await session.QueryAsync<RightRow>(PermissionsSql, new { p_roles = roles }, ct);
        var audience = PasswordPolicies.AudienceOf(rights.Select(r => Enum.Parse<PermissionHolder>(r.HolderKind)));
        var duties = await DutiesAsync(session, account, new Held(rights, audience), ct);
        var proof = duties.IsSuccess ? await ProofAsync(session, audience, channel.Times, ct) : duties.Error!;
        if (proof.Error is { } notKnown)
        {
            return notKnown;
        }

        // A label is a person's own: what a colleague lends brings none with it.
        var kinds = rights.Select(r => Enum.Parse<PermissionHolder>(r.HolderKind)).ToList();
        var clearance = channel.Supposed?.Clearance is { } wanted ? Clearances.Held(wanted, kinds) : await clearances.OfAsync(session, account, kinds, ct);
        if (clearance.Error is { } altered)
        {
            return altered;
        }

        var posts = (await session.QueryAsync<string>(PostsSql, new { p_id = account.UserId }, ct)).ToHashSet(StringComparer.Ordinal);
        var held = rights.Where(r => own.Contains(r.RoleCode)).Select(r => r.PermissionCode).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var organisations = await session.QueryAsync<OrgRow>(OrganisationsSql, null, ct);
        var office = organisations.Single(o => o.OrgId == account.OrgId);
        return new Caller
        {
            UserId = account.UserId,
            Account = account.AccountName,
            Name = account.UserName,
            OrganisationId = office.OrgId,
            OrganisationName = office.OrgName,
            RegionCode = office.RegionCode,
            Posts = posts.Concat(lent.Value.SelectMany(l => l.Posts)).ToHashSet(StringComparer.Ordinal),
            Permissions = rights.Select(r => r.PermissionCode).OfType<string>().ToHashSet(StringComparer.Ordinal),
            Roles = roles.ToHashSet(StringComparer.Ordinal),
            Delegated = [.. lent.Value.Select(l => RightOf(l, rights, new OwnRights(held, posts)))],
            Clearance = clearance.Value,
            Scope = ScopeOf(valid, organisations, account.OrgId).UpTo(clearance.Value),
            Channel = channel.Name,
            Address = channel.Address,
            CsrfToken = channel.CsrfToken,
            MustChangePassword = duties.Value.ChangePassword,
            MustBindSecondFactor = duties.Value.BindSecondFactor,
            RecentlyProved = proof.Value,
        };
    }

    private async Task<Result<IReadOnlyList<GrantRow>>> ValidAsync(ISqlSession session, AccountRow account, Supposed? supposed, CancellationToken ct)
    {
        var grants = await accounts.GrantsAsync(session, account, ct);
        if (grants.Error is { } tampered)
        {
            return tampered;
        }

        var valid = grants.Value.Where(g => !g.IsRevoked && (g.UntilOn is null || g.UntilOn >= clock.Today));
        return supposed is null ? valid.ToList() : supposed.Of(valid).ToList();
    }

    /// <summary>What comes by a delegation alone: what is held anyway is used by the own right.</summary>
    private static DelegatedRight RightOf(LentRights lent, IReadOnlyList<RightRow> rights, OwnRights own) => new(
        lent.DelegationId,
        lent.FromUserId,
        lent.FromName,
        rights.Where(r => lent.Roles.Contains(r.RoleCode)).Select(r => r.PermissionCode).OfType<string>().Except(own.Permissions).ToHashSet(StringComparer.Ordinal),
        lent.Posts.Except(own.Posts).ToHashSet(StringComparer.Ordinal));

    /// <summary>Whether the person proved themselves lately; refused where the session is over by the policy.</summary>
    private async Task<Result<bool>> ProofAsync(ISqlSession session, PasswordAudience audience, SessionTimes? times, CancellationToken ct)
    {
        if (times is null)
        {
            return false;
        }

        var policy = await sessions.ReadAsync(session, audience, ct);
        return policy.Error is { } altered ? altered
            : policy.Value.IsOver(times, clock.Now) ? new Error(AccessErrors.NotSignedIn)
            : policy.Value.IsFresh(times.ProvedAt, clock.Now);
    }

    /// <summary>What the person must do before anything else, by the policies of the roles held.</summary>
    private async Task<Result<Duties>> DutiesAsync(ISqlSession session, AccountRow account, Held held, CancellationToken ct)
    {
        var policy = await policies.ReadAsync(session, held.Audience, ct);
        if (policy.Error is { } altered)
        {
            return altered;
        }

        var unbound = await LacksSecondFactorAsync(session, account, held.Rights, ct);
        return unbound.Error is { } notKnown
            ? notKnown
            : new Duties(account.MustChange || policy.Value.IsExpired(account.PasswordUtc, clock.Now), unbound.Value);
    }

    private async Task<Result<bool>> LacksSecondFactorAsync(ISqlSession session, AccountRow account, IReadOnlyList<RightRow> rights, CancellationToken ct)
    {
        var needed = await logins.NeedSecondAsync(session, rights.Select(r => r.RoleCode).Distinct().ToList(), ct);
        if (needed.Error is not null || !needed.Value)
        {
            return needed;
        }

        var binding = await bindings.FindAsync(session, account.UserId, ct);
        using var seed = binding.IsSuccess ? binding.Value : null;
        if (binding.Error is { } tampered)
        {
            return tampered;
        }

        return binding.Value is { IsConfirmed: true } ? false : (await certificates.OfUserAsync(session, account.UserId, ct)).Map(own => own.Count == 0);
    }

    /// <summary>The widest grant decides; without any the person sees rows of the own organisation only.</summary>
    private DataScope ScopeOf(IReadOnlyList<GrantRow> grants, IReadOnlyList<OrgRow> organisations, long own)
    {
        if (grants.Any(g => g.ScopeKind == "NODE"))
        {
            return DataScope.OfRegion(node.County.Code);
        }

        if (grants.FirstOrDefault(g => g.ScopeKind == "REGION") is { ScopeValue: { } region })
        {
            return DataScope.OfRegion(region);
        }

        var roots = grants.Where(g => g.ScopeKind == "ORG")
            .Select(g => long.Parse(g.ScopeValue!, System.Globalization.CultureInfo.InvariantCulture))
            .Append(own);
        return DataScope.OfOrganisations(roots.SelectMany(r => Below(r, organisations)), node.County.Code);
    }

    private static IEnumerable<long> Below(long root, IReadOnlyList<OrgRow> organisations) =>
        organisations.Where(o => o.ParentId == root).SelectMany(o => Below(o.OrgId, organisations)).Prepend(root);

    private sealed record OwnRights(IReadOnlySet<string> Permissions, IReadOnlySet<string> Posts);
    private sealed record Held(IReadOnlyList<RightRow> Rights, PasswordAudience Audience);

    private sealed record Duties(bool ChangePassword, bool BindSecondFactor);

    private sealed class RightRow
    {
        public string RoleCode { get; init; } = string.Empty;

        public string HolderKind { get; init; } = string.Empty;

        public string? PermissionCode { get; init; }
    }

    private sealed class OrgRow
    {
        public long OrgId { get; init; }

        public string OrgName { get; init; } = string.Empty;

        public long? ParentId { get; init; }

        public string RegionCode { get; init; } = string.Empty;
    }
}

/// <summary>The way in of a caller.</summary>
/// <param name="Name"><c>web</c>, <c>cli</c> or <c>token</c>.</param>
/// <param name="Address">From where.</param>
/// <param name="CsrfToken">Token of the session; empty without one.</param>
/// <param name="Times">Times of the session, which the policy judges; null where there is none.</param>
internal sealed record CallerChannel(string Name, string Address, string CsrfToken, SessionTimes? Times = null)
{
    /// <summary>For a preview: rows that would be there. Null for who really calls.</summary>
    public Supposed? Supposed { get; init; }
}
