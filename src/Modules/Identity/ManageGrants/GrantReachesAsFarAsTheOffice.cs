using System.Globalization;
using Guotu.Database.Sessions;

namespace Guotu.Identity.ManageGrants;

/// <summary>
/// How far a role reaches follows from the person's office, whatever the role (授权范围随机构): a town office sees its own rows, the bureau with
/// its sections and window those of the whole county.
/// </summary>
internal static class GrantReachesAsFarAsTheOffice
{
    private const string KindSql = "SELECT org_kind FROM id_org WHERE org_id = :p_org";

    public static async Task<GrantReach> OfAsync(ISqlSession session, long organisationId, CancellationToken ct) =>
        await session.SingleOrDefaultAsync<string>(KindSql, new { p_org = organisationId }, ct) is "Bureau" or "Section" or "Window"
            ? new GrantReach("NODE", null)
            : new GrantReach("ORG", organisationId.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Kind and value of a grant's scope.</summary>
internal sealed record GrantReach(string Kind, string? Value)
{
    /// <summary>In Chinese, as lists show it.</summary>
    public string Words => Kind switch { "NODE" => "全县", "REGION" => "区划 " + Value, _ => "本机构" };
}
