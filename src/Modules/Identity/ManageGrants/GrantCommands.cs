using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageGrants;

/// <summary>
/// What the security administrator does: grants and revokes roles (授权). The three administrators exclude each other, and a role of one of them is
/// granted only by <see cref="GrantAdministrator"/>, with a second person.
/// </summary>
internal sealed class GrantCommands(IUnitsOfWork units, GrantWriting writing)
{
    public const string GrantKind = "identity.grant";
    public const string RevokeKind = "identity.revoke";

    public Task<Result> GrantAsync(CommandContext context, string account, RoleGrant wanted, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            var found = await writing.FindAsync(work, account, token);
            if (found.Error is { } error)
            {
                return error;
            }

            var actor = work.Context.Actor.UserId;
            var role = await GrantWriting.CheckAsync(work, found.Value, wanted.Role, actor, token);
            if (role.Error is { } fault)
            {
                return fault;
            }

            if (role.Value.Holder != PermissionHolder.Business)
            {
                return ControlErrors.NeedsSecondPerson(GrantAdministrator.TheKind);
            }

            work.Audit(Entry(GrantKind, found.Value.Account, $"授予角色 {wanted.Role}"));
            return await writing.WriteAsync(work, found.Value, new PlacedRole(role.Value, wanted.Until, actor), token);
        },
        ct);

    public Task<Result> RevokeAsync(CommandContext context, string account, string role, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            var found = await writing.FindAsync(work, account, token);
            if (found.Error is { } error)
            {
                return error;
            }

            return await writing.RevokeAsync(work, found.Value, role, token);
        },
        ct);

    public static AuditEntry Entry(string kind, AccountRow row, string summary) =>
        new(kind, "account", row.UserId.ToString(CultureInfo.InvariantCulture), $"{summary}:{row.AccountName}");
}
