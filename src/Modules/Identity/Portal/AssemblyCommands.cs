using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Portal;

/// <summary>The system administrator orders, hides and renames the pages of a role (门户装配). Rights stay as they are.</summary>
internal sealed class AssemblyCommands(IUnitsOfWork units, PortalAssemblies assemblies, PortalLayout layout, IRoles roles, IIdSource ids)
{
    public const string ChangeKind = "identity.portal";
    public const string ObjectType = "portal";

    public async Task<Result<AssembliesView>> ReadAsync(CancellationToken ct)
    {
        var all = await roles.ListAsync(ct);
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return (await assemblies.NewestAsync(session, ct)).Map(newest => new AssembliesView([.. all.Select(r => ViewOf(r, newest.GetValueOrDefault(r.Code)))]));
    }

    /// <summary>The menu as it would be; nothing is written.</summary>
    public async Task<Result<PortalView>> PreviewAsync(string role, AssemblyPreviewBody body, CancellationToken ct)
    {
        var found = await RoleAsync(role, ct);
        return found.Error is { } unknown ? unknown
            : AssemblyMustFit.Breach(layout.PagesOf(found.Value.Permissions.Contains), body.Items) is { } breach ? breach
            : layout.Of(found.Value.Permissions.Contains, [body.Items]);
    }

    /// <summary>Counts from each person's next look at the portal. Refused with <see cref="KernelErrors.ChangedMeanwhile"/> where somebody else was quicker.</summary>
    public async Task<Result<RoleAssembly>> SaveAsync(CommandContext context, string role, AssemblyBody body, CancellationToken ct)
    {
        var found = await RoleAsync(role, ct);
        var breach = found.Error ?? AssemblyMustFit.Breach(layout.PagesOf(found.Value.Permissions.Contains), body.Items);
        return await WriteAsync(context, new Wanted(found, breach, breach is null ? [.. body.Items.Select(Trimmed)] : [], body.Reason, body.Version), ct);
    }

    /// <summary>Back to the portal as delivered; what was assembled stays on record.</summary>
    public async Task<Result<RoleAssembly>> ResetAsync(CommandContext context, string role, AssemblyResetBody body, CancellationToken ct)
    {
        var found = await RoleAsync(role, ct);
        return await WriteAsync(context, new Wanted(found, found.Error, null, body.Reason, body.Version), ct);
    }

    private static PortalItem Trimmed(PortalItem item) => item with { Title = item.Title?.Trim() };

    private static string Summary(Role role, IReadOnlyList<PortalItem>? items, string reason)
    {
        var what = items is null
            ? "恢复交付的样子"
            : string.Create(CultureInfo.InvariantCulture, $"排 {items.Count} 页,隐藏 {items.Count(i => i.Hidden)} 页,改名 {items.Count(i => i.Title is not null)} 页");
        return $"门户装配 {role.Name}:{what}。理由:{reason}";
    }

    private async Task<Result<Role>> RoleAsync(string code, CancellationToken ct) =>
        (await roles.ListAsync(ct)).FirstOrDefault(r => r.Code == code) is { } role ? role : new Error(KernelErrors.NotFound, ("what", "角色 " + code));

    private Task<Result<RoleAssembly>> WriteAsync(CommandContext context, Wanted wanted, CancellationToken ct) => units.RunAsync<RoleAssembly>(
        context,
        async (work, token) =>
        {
            if (wanted.Breach is { } breach)
            {
                return breach;
            }

            var newest = await assemblies.NewestAsync(work, token);
            if (newest.Error is { } tampered)
            {
                return tampered;
            }

            var role = wanted.Role.Value;
            var before = newest.Value.GetValueOrDefault(role.Code);
            if ((before?.VersionNo ?? 0) != wanted.Version)
            {
                return new Error(KernelErrors.ChangedMeanwhile, ("what", $"{role.Name}的门户"));
            }

            if (ReasonMustBeGiven.Breach("reason", "理由", wanted.Reason ?? string.Empty) is { } unsaid)
            {
                return unsaid;
            }

            var row = RowOf(work, wanted);
            work.Audit(new AuditEntry(ChangeKind, ObjectType, role.Code, Summary(role, wanted.Items, row.ReasonText)) { Before = before?.LayoutJson, After = row.LayoutJson });
            return (await assemblies.AddAsync(work, row, token)).Error is { } refused ? refused : ViewOf(role, row);
        },
        ct);

    private PortalChangeRow RowOf(IUnitOfWork work, Wanted wanted) => new()
    {
        ChangeId = ids.Next(),
        RoleCode = wanted.Role.Value.Code,
        VersionNo = wanted.Version + 1,
        LayoutJson = wanted.Items is { } items ? PortalChangeRow.TextOf(items) : null,
        ReasonText = wanted.Reason!.Trim(),
        ChangedBy = work.Context.Actor.UserId,
        ChangedName = work.Context.Actor.Name,
        ChangedUtc = work.At,
    };

    private RoleAssembly ViewOf(Role role, PortalChangeRow? row)
    {
        var pages = layout.PagesOf(role.Permissions.Contains);
        var items = row?.Items ?? [];
        var byKey = items.ToDictionary(i => i.Key, StringComparer.Ordinal);
        var places = items.Select((item, at) => (item.Key, At: at)).ToDictionary(p => p.Key, p => p.At, StringComparer.Ordinal);
        var lines = pages.GroupBy(p => p.Part, StringComparer.Ordinal)
            .SelectMany(part => part.OrderBy(p => places.GetValueOrDefault(p.Key, int.MaxValue)))
            .Select(p => new AssemblyLine(
                p.Key, PortalLayout.TitleOf(p.Part), p.Title, byKey.GetValueOrDefault(p.Key)?.Title, byKey.GetValueOrDefault(p.Key)?.Hidden ?? false, AssemblyMustFit.MayHide(p.Key)))
            .ToList();
        var unknown = items.Select(i => i.Key).Where(k => pages.All(p => p.Key != k)).ToList();
        return new RoleAssembly(
            role.Code, role.Name, row?.VersionNo ?? 0, row?.LayoutJson is not null, row?.ChangedUtc, row?.ChangedName, lines, unknown,
            layout.Of(role.Permissions.Contains, row?.Items is { } own ? [own] : []));
    }

    private sealed record Wanted(Result<Role> Role, Error? Breach, IReadOnlyList<PortalItem>? Items, string? Reason, int Version);
}
