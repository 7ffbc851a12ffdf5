using Guotu.Database.Sessions;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.ManageGrants;

namespace Guotu.Identity.ManageAccounts;

/// <summary>An account that is given another name, office or posts (修改账号).</summary>
internal sealed record Placing(Grantee Grantee, AccountPlacement Before, AccountPlacement Wanted, IReadOnlySet<PermissionHolder> Held)
{
    public PlacementStake Stake => PlacementDecidesReach.Of(Held, Before, Wanted);

    /// <summary>What changes, in Chinese.</summary>
    public required string Words { get; init; }
}

/// <summary>Chinese names of organisations and posts by their codes, for who reads a change (机构名、岗位名).</summary>
internal sealed class PlaceNames
{
    private const string OrganisationsSql = "SELECT org_code AS place_code, org_name AS place_name FROM id_org";
    private const string PostsSql = "SELECT post_code AS place_code, post_name AS place_name FROM id_post";
    private readonly Dictionary<string, string> _organisations;
    private readonly Dictionary<string, string> _posts;

    private PlaceNames(Dictionary<string, string> organisations, Dictionary<string, string> posts) => (_organisations, _posts) = (organisations, posts);

    public static async Task<PlaceNames> ReadAsync(ISqlSession session, CancellationToken ct) => new(
        (await session.QueryAsync<Named>(OrganisationsSql, null, ct)).ToDictionary(n => n.PlaceCode, n => n.PlaceName, StringComparer.Ordinal),
        (await session.QueryAsync<Named>(PostsSql, null, ct)).ToDictionary(n => n.PlaceCode, n => n.PlaceName, StringComparer.Ordinal));

    public string Tell(AccountPlacement before, AccountPlacement wanted)
    {
        var parts = new List<string>(3);
        if (before.Name != wanted.Name)
        {
            parts.Add($"姓名 {before.Name} 改为 {wanted.Name}");
        }

        if (before.Organisation != wanted.Organisation)
        {
            parts.Add($"机构 {OfficeOf(before)} 改为 {OfficeOf(wanted)}");
        }

        if (!PlacementWriting.HaveSamePosts(before, wanted))
        {
            parts.Add($"岗位 {PostsOf(before)} 改为 {PostsOf(wanted)}");
        }

        return string.Join(';', parts);
    }

    private string OfficeOf(AccountPlacement placement) => _organisations.GetValueOrDefault(placement.Organisation, placement.Organisation);

    private string PostsOf(AccountPlacement placement) => placement.Posts.Count == 0 ? "无" : string.Join('、', placement.Posts.Select(p => _posts.GetValueOrDefault(p, p)));

    private sealed class Named
    {
        public string PlaceCode { get; init; } = string.Empty;

        public string PlaceName { get; init; } = string.Empty;
    }
}
