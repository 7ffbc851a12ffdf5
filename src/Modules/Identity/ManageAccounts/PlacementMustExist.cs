using Guotu.Database.Sessions;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageAccounts;

/// <summary>An account is in an organisation and on posts that are there (机构和岗位要有).</summary>
internal static class PlacementMustExist
{
    public const string OrganisationSql = "SELECT org_id FROM id_org WHERE org_code = :p_code";
    private const string PostExistsSql = "SELECT COUNT(*) AS row_total FROM id_post WHERE post_code = :p_post";

    public static async Task<Error?> BreachAsync(ISqlSession session, string organisation, IEnumerable<string> posts, CancellationToken ct)
    {
        if ((await session.QueryAsync<long>(OrganisationSql, new { p_code = organisation }, ct)).Count == 0)
        {
            return new Error(KernelErrors.NotFound, ("what", "机构 " + organisation)) { Field = "organisation" };
        }

        foreach (var post in posts)
        {
            if (await session.ScalarAsync<int>(PostExistsSql, new { p_post = post }, ct) == 0)
            {
                return new Error(KernelErrors.NotFound, ("what", "岗位 " + post)) { Field = "posts" };
            }
        }

        return null;
    }
}
