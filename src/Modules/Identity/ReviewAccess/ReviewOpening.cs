using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Login;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.ReviewAccess;

/// <summary>
/// Opens the review of one organisation (发起权限复核): writes down, as they stand now, the valid grants of its people, one line each. When an account
/// last acted is asked of the audit trail before the transaction; a grant that is changed meanwhile is seen again when its line is decided.
/// </summary>
internal sealed class ReviewOpening(
    IUnitsOfWork units, AccessReviews reviews, Accounts accounts, PostTemplates templates, IPeople people, IRoles roles, IEnumerable<ILastActs> lastActs, IIdSource ids)
{
    public const string OpenKind = "identity.review.open";
    private const int LongestDays = 90;
    private const string PostsSql = "SELECT post_code FROM id_user_post WHERE user_id = :p_id ORDER BY post_code";
    private const string PeopleSql = "SELECT user_id FROM id_user WHERE org_id = :p_org AND is_enabled = 1 ORDER BY account_name";

    private const string HoldSql = "SELECT org_id FROM id_org WHERE org_id = :p_org";

    public async Task<Result<long>> RunAsync(CommandContext context, string organisation, DateOnly dueOn, CancellationToken ct)
    {
        var found = await people.FindOrganisationAsync(organisation, ct);
        var titles = new Titles((await roles.ListAsync(ct)).ToDictionary(r => r.Code, r => r.Name, StringComparer.Ordinal), await people.PostNamesAsync(ct));
        var acts = found is null ? new Dictionary<long, Instant?>() : await ActsAsync(found.Id, ct);
        return await units.RunAsync<long>(
            context,
            async (work, token) =>
            {
                if (found is null)
                {
                    return new Error(KernelErrors.NotFound, ("what", "机构 " + organisation)) { Field = "organisation" };
                }

                var today = work.At.LocalDate;
                if (dueOn < today || dueOn > today.AddDays(LongestDays))
                {
                    return new Error(KernelErrors.FieldInvalid, ("field", "应完成日"), ("reason", $"从今天起 {LongestDays} 天之内")) { Field = "dueOn" };
                }

                // Of two who open one at once the later one waits and finds the other's.
                await work.ScalarAsync<long>(HoldSql + work.Dialect.LockSuffix, new { p_org = found.Id }, token);
                if (await AccessReviews.HasOpenAsync(work, found.Id, token))
                {
                    return new Error(AccessReviewErrors.StillOpen, ("org", found.Name));
                }

                return await WriteAsync(work, new Opening(found, dueOn, titles, acts), token);
            },
            ct);
    }

    private async Task<Result<long>> WriteAsync(IUnitOfWork work, Opening opening, CancellationToken ct)
    {
        var review = new AccessReviewRow
        {
            ReviewId = ids.Next(),
            OrgId = opening.Organisation.Id,
            OrgName = opening.Organisation.Name,
            OpenedBy = work.Context.Actor.UserId,
            OpenedName = work.Context.Actor.Name,
            OpenedUtc = work.At,
            DueOn = opening.DueOn,
        };
        if ((await reviews.InsertAsync(work, review, ct)).Error is { } refused)
        {
            return refused;
        }

        var lines = 0;
        foreach (var userId in await work.QueryAsync<long>(PeopleSql, new { p_org = review.OrgId }, ct))
        {
            var written = await WritePersonAsync(work, review.ReviewId, userId, opening, ct);
            if (written.Error is { } tampered)
            {
                return tampered;
            }

            lines += written.Value;
        }

        var id = review.ReviewId.ToString(CultureInfo.InvariantCulture);
        work.Audit(new AuditEntry(OpenKind, "access-review", id, string.Create(CultureInfo.InvariantCulture, $"发起权限复核:{review.OrgName},{lines} 行,{opening.DueOn:yyyy-MM-dd} 前完成")));
        return review.ReviewId;
    }

    private async Task<Result<int>> WritePersonAsync(IUnitOfWork work, long reviewId, long userId, Opening opening, CancellationToken ct)
    {
        var account = await accounts.FindAsync(work, userId, ct);
        if (account.Error is { } tampered)
        {
            return tampered;
        }

        var row = account.Value!;
        var grants = await accounts.GrantsAsync(work, row, ct);
        if (grants.Error is { } broken)
        {
            return broken;
        }

        var today = work.At.LocalDate;
        var valid = grants.Value.Where(g => !g.IsRevoked && (g.UntilOn is null || g.UntilOn >= today)).DistinctBy(g => g.RoleCode).ToList();
        var posts = await work.QueryAsync<string>(PostsSql, new { p_id = userId }, ct);
        var login = await LoginAttempts.StandingAsync(work, row.AccountName, work.At, ct);
        var person = new ReviewedPerson(row, posts, login.LastLoginAt, opening.Acts.GetValueOrDefault(userId));
        foreach (var grant in valid)
        {
            if ((await reviews.InsertAsync(work, await LineAsync(work, reviewId, grant, person, opening.Titles, ct), ct)).Error is { } refused)
            {
                return refused;
            }
        }

        return valid.Count;
    }

    private async Task<AccessLineRow> LineAsync(IUnitOfWork work, long reviewId, GrantRow grant, ReviewedPerson person, Titles titles, CancellationToken ct)
    {
        var grantor = grant.GrantedBy == 0 ? null : await accounts.FindAsync(work, grant.GrantedBy, ct) is { IsSuccess: true, Value: { } by } ? by.UserName : "?";
        return new AccessLineRow
        {
            LineId = ids.Next(),
            ReviewId = reviewId,
            UserId = person.Row.UserId,
            AccountName = person.Row.AccountName,
            UserName = person.Row.UserName,
            PostsText = person.Posts.Count == 0 ? null : string.Join('、', person.Posts.Select(titles.Post)),
            RoleCode = grant.RoleCode,
            RoleName = titles.Role(grant.RoleCode),
            ScopeText = new GrantReach(grant.ScopeKind, grant.ScopeValue).Words,
            GrantedName = grantor ?? "首次建账",
            GrantedUtc = grant.GrantedUtc,
            UntilOn = grant.UntilOn,
            LoginUtc = person.LoginAt,
            ActUtc = person.ActAt,
            TemplateCode = templates.Compare(person.Posts, grant.RoleCode),
        };
    }

    private async Task<IReadOnlyDictionary<long, Instant?>> ActsAsync(long organisationId, CancellationToken ct)
    {
        var acts = new Dictionary<long, Instant?>();
        if (lastActs.FirstOrDefault() is not { } trail)
        {
            return acts;
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        foreach (var userId in await session.QueryAsync<long>(PeopleSql, new { p_org = organisationId }, ct))
        {
            var account = await accounts.FindAsync(session, userId, ct);
            acts[userId] = account is { IsSuccess: true, Value: { } row } ? await trail.OfAsync(row.AccountName, ct) : null;
        }

        return acts;
    }

    private sealed record Titles(IReadOnlyDictionary<string, string> Roles, IReadOnlyDictionary<string, string> Posts)
    {
        public string Role(string code) => Roles.GetValueOrDefault(code, code);

        public string Post(string code) => Posts.GetValueOrDefault(code, code);
    }

    private sealed record Opening(Organisation Organisation, DateOnly DueOn, Titles Titles, IReadOnlyDictionary<long, Instant?> Acts);

    private sealed record ReviewedPerson(AccountRow Row, IReadOnlyList<string> Posts, Instant? LoginAt, Instant? ActAt);
}
