using System.ComponentModel.DataAnnotations;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.Store;
using Guotu.Kernel.Time;

namespace Guotu.Identity.ShowRoles;

/// <summary>Roles as columns, use cases as rows.</summary>
internal sealed record RoleMatrixView(IReadOnlyList<MatrixRole> Roles, IReadOnlyList<MatrixPart> Parts);

/// <summary>A role with the people who hold it now.</summary>
internal sealed record MatrixRole(string Code, string Name, string Holder, IReadOnlyList<MatrixScope> Scopes);

/// <summary>How far a role reaches for how many of its people.</summary>
internal sealed record MatrixScope(string Scope, int People);

/// <summary>Use cases of one module.</summary>
internal sealed record MatrixPart(string Module, string Title, IReadOnlyList<MatrixUseCase> UseCases);

/// <summary>A use case with the codes of the roles that contain it.</summary>
/// <param name="Holder">Which kind of role may contain it.</param>
internal sealed record MatrixUseCase(
    string Code, string Title, [property: AllowedValues("business", "system", "security", "audit", "none")] string Holder, IReadOnlyList<string> Roles);

/// <summary>
/// Which role may do what, and how far (角色权限表). A role that contains a use case that no module of this build declares is shown with it, so that
/// nothing is left out.
/// </summary>
internal sealed class RoleMatrix(IUnitsOfWork units, Accounts accounts, IRoles roles, IReadOnlyList<IModule> modules, IClock clock)
{
    private const string Unknown = "unknown";

    public async Task<RoleMatrixView> ReadAsync(CancellationToken ct)
    {
        var all = await roles.ListAsync(ct);
        var reached = await ReachedAsync(ct);
        var parts = modules.Where(m => m.Permissions.Count > 0)
            .Select(m => new MatrixPart(m.Name, m.Title, [.. m.Permissions.Select(p => new MatrixUseCase(p.Code, p.Title, CodeOf(p.Holder), HeldBy(all, p.Code)))])).ToList();
        var known = modules.SelectMany(m => m.Permissions).Select(p => p.Code).ToHashSet(StringComparer.Ordinal);
        var strange = all.SelectMany(r => r.Permissions).Where(p => !known.Contains(p)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (strange.Count > 0)
        {
            parts.Add(new MatrixPart(Unknown, "本版没有的功能", [.. strange.Select(p => new MatrixUseCase(p, p, "none", HeldBy(all, p)))]));
        }

        return new RoleMatrixView([.. all.Select(r => new MatrixRole(r.Code, r.Name, AdministratorsExcludeEachOther.Title(r.Holder), reached.GetValueOrDefault(r.Code, [])))], parts);
    }

    private static List<string> HeldBy(IReadOnlyList<Role> roles, string permission) => [.. roles.Where(r => r.Permissions.Contains(permission)).Select(r => r.Code)];

    private static string CodeOf(PermissionHolder holder) => holder switch
    {
        PermissionHolder.SystemAdministrator => "system",
        PermissionHolder.SecurityAdministrator => "security",
        PermissionHolder.Auditor => "audit",
        _ => "business",
    };

    /// <summary>By role, from the valid grants of enabled accounts; a person whose rows were changed outside the platform holds nothing.</summary>
    private async Task<Dictionary<string, IReadOnlyList<MatrixScope>>> ReachedAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var held = new List<(string Role, string Scope)>();
        foreach (var row in (await Accounts.AllAsync(session, ct)).Where(a => a.IsEnabled && accounts.IsIntact(a) && (a.ExpiresOn is null || a.ExpiresOn >= clock.Today)))
        {
            var grants = await accounts.GrantsAsync(session, row, ct);
            if (grants.IsSuccess)
            {
                var valid = grants.Value.Where(g => !g.IsRevoked && (g.UntilOn is null || g.UntilOn >= clock.Today)).DistinctBy(g => g.RoleCode);
                held.AddRange(valid.Select(g => (g.RoleCode, new GrantReach(g.ScopeKind, g.ScopeValue).Words)));
            }
        }

        return held.GroupBy(h => h.Role, StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            g => (IReadOnlyList<MatrixScope>)[.. g.GroupBy(h => h.Scope, StringComparer.Ordinal).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new MatrixScope(s.Key, s.Count()))],
            StringComparer.Ordinal);
    }
}
