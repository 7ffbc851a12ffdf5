using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageAccounts;

/// <summary>
/// Checks and writes another name, office and posts of an account (姓名、机构、岗位落库): the same for one person's act and for a confirmed one. Sessions go on: who
/// calls is found anew at each request, so that it counts at once.
/// </summary>
internal sealed class PlacementWriting(Accounts accounts, GrantWriting grants, RowWriter rows)
{
    private const string OfficeSql = "SELECT org_code FROM id_org WHERE org_id = :p_org";
    private const string PostsSql = "SELECT post_code FROM id_user_post WHERE user_id = :p_user ORDER BY post_code";
    private const string LeaveSql = "DELETE FROM id_user_post WHERE user_id = :p_user AND post_code = :p_post";
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The account as it is and as it is wanted; the account is held until the unit ends.</summary>
    public async Task<Result<Placing>> ReadAsync(IUnitOfWork work, string account, AccountPlacement wanted, CancellationToken ct)
    {
        var clean = wanted with { Name = wanted.Name.Trim(), Posts = [.. wanted.Posts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
        var held = await grants.FindAsync(work, account, ct);
        if (held.Error is { } unknown)
        {
            return unknown;
        }

        var row = held.Value.Account;
        var before = new AccountPlacement(
            row.UserName, (await work.SingleOrDefaultAsync<string>(OfficeSql, new { p_org = row.OrgId }, ct))!, await work.QueryAsync<string>(PostsSql, new { p_user = row.UserId }, ct));
        var breach = AccountMustBeWellFormed.BreachOfName(wanted.Name)
            ?? await PlacementMustExist.BreachAsync(work, clean.Organisation, clean.Posts, ct)
            ?? (AreSame(before, clean) ? new Error(KernelErrors.FieldInvalid, ("field", "姓名、机构、岗位"), ("reason", "与现在一样,没有要改的")) : null);
        return breach is { } refused
            ? refused
            : new Placing(held.Value, before, clean, await GrantWriting.HeldAsync(work, held.Value, ct)) { Words = (await PlaceNames.ReadAsync(work, ct)).Tell(before, clean) };
    }

    /// <summary>Writes the account, the posts, and how far the grants reach, which follows the office.</summary>
    /// <param name="work">The unit.</param>
    /// <param name="placing">What is written.</param>
    /// <param name="words">Behind the summary of the record: who asked and who confirmed; empty for one person's act.</param>
    /// <param name="ct">Cancels the writing.</param>
    public async Task<Result> WriteAsync(IUnitOfWork work, Placing placing, string words, CancellationToken ct)
    {
        var (row, wanted) = (placing.Grantee.Account, placing.Wanted);
        var office = await work.ScalarAsync<long>(PlacementMustExist.OrganisationSql, new { p_code = wanted.Organisation }, ct);
        work.Audit(new AuditEntry(ChangePlacement.Act, "account", row.UserId.ToString(CultureInfo.InvariantCulture), $"修改账号 {row.AccountName}:{placing.Words}{words}")
        {
            Before = StateOf(row.AccountName, placing.Before),
            After = StateOf(row.AccountName, wanted),
        });
        var posted = await PostAsync(work, placing, ct);
        var reached = posted.Error is null ? await ReachAsync(work, placing.Grantee, office, ct) : posted;
        return reached.Error is null ? await accounts.UpdateAsync(work, row.Placed(wanted.Name, office), ct) : reached;
    }

    public static bool AreSame(AccountPlacement one, AccountPlacement other) =>
        one.Name == other.Name && one.Organisation == other.Organisation && HaveSamePosts(one, other);

    public static bool HaveSamePosts(AccountPlacement one, AccountPlacement other) => one.Posts.ToHashSet(StringComparer.Ordinal).SetEquals(other.Posts);

    /// <summary>As records and requests keep it.</summary>
    public static string StateOf(string account, AccountPlacement placement) =>
        JsonSerializer.Serialize(new { account, name = placement.Name, organisation = placement.Organisation, posts = placement.Posts }, Json);

    private async Task<Result> PostAsync(IUnitOfWork work, Placing placing, CancellationToken ct)
    {
        var (user, before, wanted) = (placing.Grantee.Account.UserId, placing.Before.Posts, placing.Wanted.Posts);
        if (HaveSamePosts(placing.Before, placing.Wanted))
        {
            return Result.Done;
        }

        if ((await rows.OpenAsync(work, IdentityRows.UserPosts, ct)).Error is { } edited)
        {
            return edited;
        }

        foreach (var post in before.Except(wanted, StringComparer.Ordinal))
        {
            await work.ExecuteAsync(LeaveSql, new { p_user = user, p_post = post }, ct);
        }

        foreach (var post in wanted.Except(before, StringComparer.Ordinal))
        {
            await work.ExecuteAsync(AccountCreation.UserPostSql, new { p_user = user, p_post = post }, ct);
        }

        rows.Seal(work, IdentityRows.UserPosts);
        return Result.Done;
    }

    private async Task<Result> ReachAsync(IUnitOfWork work, Grantee grantee, long office, CancellationToken ct)
    {
        if (office == grantee.Account.OrgId)
        {
            return Result.Done;
        }

        var (was, now) = (await GrantReachesAsFarAsTheOffice.OfAsync(work, grantee.Account.OrgId, ct), await GrantReachesAsFarAsTheOffice.OfAsync(work, office, ct));
        foreach (var grant in grantee.Grants.Where(g => !g.IsRevoked && g.ScopeKind == was.Kind && g.ScopeValue == was.Value))
        {
            if ((await accounts.UpdateAsync(work, grant.Reaching(now.Kind, now.Value), ct)).Error is { } refused)
            {
                return refused;
            }
        }

        return Result.Done;
    }
}
