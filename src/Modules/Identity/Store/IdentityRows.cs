using Guotu.Database.Rows;
using Guotu.Identity.Portal;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Identity.Store;

/// <summary>The module's protected and sealed tables, for the proof of the rows (身份表的核查).</summary>
internal static class IdentityRows
{
    /// <summary>Who holds which post.</summary>
    public static readonly ISealedTable UserPosts = new SealedTable<PostRow>(
        "id_user_post", "SELECT user_id, post_code FROM id_user_post ORDER BY user_id, post_code", r => [Text(r.UserId), r.PostCode]);

    private static readonly ISealedTable Organisations = new SealedTable<OrgRow>(
        "id_org",
        "SELECT org_id, org_code, org_name, org_kind, parent_id, region_code FROM id_org ORDER BY org_id",
        r => [Text(r.OrgId), r.OrgCode, r.OrgName, r.OrgKind, r.ParentId is { } parent ? Text(parent) : null, r.RegionCode]);

    private static readonly ISealedTable Roles = new SealedTable<RoleRow>(
        "id_role", "SELECT role_code, role_name, holder_kind FROM id_role ORDER BY role_code", r => [r.RoleCode, r.RoleName, r.HolderKind]);

    /// <summary>What each role may do: a row more here is a right more for everybody who holds the role.</summary>
    public static readonly ISealedTable RolePermissions = new SealedTable<PermissionRow>(
        "id_role_permission",
        "SELECT role_code, permission_code FROM id_role_permission ORDER BY role_code, permission_code",
        r => [r.RoleCode, r.PermissionCode]);

    /// <summary>What the setup of a node writes.</summary>
    public static IReadOnlyList<ISealedTable> Sealed { get; } = [UserPosts, Organisations, Roles, RolePermissions];

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IProtectedRows>(ProtectedRows<AccountRow>.Plain(AccountRow.Table, r => r.UserId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<GrantRow>.Plain(GrantRow.Table, r => r.GrantId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<PasswordPolicyRow>.Plain(PasswordPolicyRow.Table, r => r.PolicyId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<RoleLoginRow>.Plain(RoleLogins.Table, r => r.RuleId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<ControlRequestRow>.Plain(ControlRequestRow.Table, r => r.RequestId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<PortalChangeRow>.Plain(PortalChangeRow.Table, r => r.ChangeId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<DelegationRow>.Plain(DelegationRow.Table, r => r.DelegationId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<AccessReviewRow>.Plain(AccessReviewRow.Table, r => r.ReviewId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<AccessLineRow>.Plain(AccessLineRow.Table, r => r.LineId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<ClearanceRow>.Plain(ClearanceRow.Table, r => r.UserId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(new ProtectedRows<OtpRow>(OtpRow.Table, Open));
        UserContacts.Register(services);
        LoginPolicies.Register(services);
        SessionPolicies.Register(services);
        ExportPolicies.Register(services);
        foreach (var table in Sealed)
        {
            services.AddSingleton(table);
        }
    }

    private static OpenedRow Open(RowWriter rows, OtpRow row)
    {
        var seed = rows.Decrypt(OtpRow.Table, OtpRow.SecretColumn, row.UserId, row.SecretText);
        return seed.Error is { } closed
            ? new OpenedRow(row.UserId, row.RowMac, closed) { Closed = OtpRow.SecretColumn }
            : new OpenedRow(row.UserId, row.RowMac, Result<IReadOnlyList<RowValue>>.Of(row.ValuesWith(seed.Value)));
    }

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private sealed class RoleLoginRow
    {
        public long RuleId { get; init; }

        public string RoleCode { get; init; } = string.Empty;

        public bool NeedsSecond { get; init; }

        public Instant ChangedUtc { get; init; }

        public string RowMac { get; init; } = string.Empty;

        public IReadOnlyList<RowValue> Values => RoleLogins.ValuesOf(RoleCode, NeedsSecond, ChangedUtc);
    }

    private sealed class PostRow
    {
        public long UserId { get; init; }

        public string PostCode { get; init; } = string.Empty;
    }

    private sealed class OrgRow
    {
        public long OrgId { get; init; }

        public string OrgCode { get; init; } = string.Empty;

        public string OrgName { get; init; } = string.Empty;

        public string OrgKind { get; init; } = string.Empty;

        public long? ParentId { get; init; }

        public string RegionCode { get; init; } = string.Empty;
    }

    private sealed class RoleRow
    {
        public string RoleCode { get; init; } = string.Empty;

        public string RoleName { get; init; } = string.Empty;

        public string HolderKind { get; init; } = string.Empty;
    }

    private sealed class PermissionRow
    {
        public string RoleCode { get; init; } = string.Empty;

        public string PermissionCode { get; init; } = string.Empty;
    }
}
