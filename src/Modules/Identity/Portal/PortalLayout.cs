using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Modules;

namespace Guotu.Identity.Portal;

/// <summary>
/// Which pages and widgets a person gets (门户装配): what the modules registered and the permissions allow, in the order and under the names that the
/// person's roles have. An assembly takes no right away and gives none.
/// </summary>
internal sealed class PortalLayout(IReadOnlyList<IModule> modules, PortalAssemblies assemblies, IUnitsOfWork units)
{
    private static readonly (string Key, string Title)[] Parts =
    [
        ("home", "首页"), ("map", "一张图"), ("biz", "业务中心"), ("res", "资源中心"), ("apps", "应用中心"),
        ("me", "个人中心"), ("guide", "接入指引"), ("ex", "交换管理"), ("adm", "系统管理"),
    ];

    /// <summary>Chinese name of a part.</summary>
    public static string TitleOf(string part) => Parts.First(p => p.Key == part).Title;

    /// <summary>Where an assembly does not prove, the portal is as delivered: the menu gives no right, and nobody is kept from the pages by a forged row.</summary>
    public async Task<PortalView> ForAsync(Caller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var newest = await assemblies.NewestAsync(session, ct);
        IReadOnlyList<IReadOnlyList<PortalItem>?> own = newest.IsSuccess ? [.. caller.Roles.Order(StringComparer.Ordinal).Select(r => newest.Value.GetValueOrDefault(r)?.Items)] : [];
        return Of(caller.May, own);
    }

    /// <summary>The pages that a set of permissions opens, as delivered; a page that several of them open once.</summary>
    public IReadOnlyList<PageManifest> PagesOf(Func<string, bool> may) =>
    [
        .. Parts.SelectMany(part => modules.SelectMany(m => m.Pages).Where(p => p.Part == part.Key && (p.Permission is null || may(p.Permission))).OrderBy(p => p.Place).DistinctBy(p => p.Key)),
    ];

    /// <param name="may">Whether the person has a permission.</param>
    /// <param name="assembled">Of each role of the person what was assembled; null for one that is as delivered.</param>
    public PortalView Of(Func<string, bool> may, IReadOnlyList<IReadOnlyList<PortalItem>?> assembled)
    {
        var pages = PagesOf(may);
        var order = assembled.FirstOrDefault(a => a is not null) ?? [];
        var parts = Parts.Select(part => new PortalPart(part.Key, part.Title, [.. Shown([.. pages.Where(p => p.Part == part.Key)], order, assembled)])).Where(p => p.Pages.Count > 0).ToList();
        var widgets = modules.SelectMany(m => m.Widgets)
            .Where(w => w.Permission is null || may(w.Permission))
            .OrderBy(w => w.Place)
            .Select(w => new PortalWidget(w.Key, w.Column))
            .ToList();
        return new PortalView(parts, new PortalHome(widgets));
    }

    /// <summary>Order and names are those of the first role that has any; a page is hidden only where every role of the person hides it.</summary>
    private static IEnumerable<PortalPage> Shown(List<PageManifest> pages, IReadOnlyList<PortalItem> order, IReadOnlyList<IReadOnlyList<PortalItem>?> assembled)
    {
        var places = order.Select((item, at) => (item.Key, At: at)).ToDictionary(p => p.Key, p => p.At, StringComparer.Ordinal);
        foreach (var page in pages.Select((p, at) => (Page: p, At: at)).OrderBy(p => places.GetValueOrDefault(p.Page.Key, int.MaxValue)).ThenBy(p => p.At).Select(p => p.Page))
        {
            var isHidden = AssemblyMustFit.MayHide(page.Key) && assembled.Count > 0 && assembled.All(a => a?.Any(i => i.Key == page.Key && i.Hidden) == true);
            if (!isHidden)
            {
                yield return new PortalPage(page.Key, order.FirstOrDefault(i => i.Key == page.Key)?.Title ?? page.Title, page.Route);
            }
        }
    }
}

/// <summary>The portal of one person.</summary>
public sealed record PortalView(IReadOnlyList<PortalPart> Parts, PortalHome Home);

public sealed record PortalPart(string Key, string Title, IReadOnlyList<PortalPage> Pages);

public sealed record PortalPage(string Key, string Title, string Route);

public sealed record PortalHome(IReadOnlyList<PortalWidget> Widgets);

public sealed record PortalWidget(string Key, int Column);
