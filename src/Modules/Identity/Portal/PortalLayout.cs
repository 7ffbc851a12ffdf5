using Guotu.Hosting.Callers;
using Guotu.Hosting.Modules;

namespace Guotu.Identity.Portal;

/// <summary>Which pages and widgets a person gets (门户装配): what the modules registered and the permissions allow.</summary>
internal sealed class PortalLayout(IReadOnlyList<IModule> modules)
{
    private static readonly (string Key, string Title)[] Parts =
    [
        ("home", "首页"), ("map", "一张图"), ("biz", "业务中心"), ("res", "资源中心"), ("apps", "应用中心"),
        ("me", "个人中心"), ("guide", "接入指引"), ("ex", "交换管理"), ("adm", "系统管理"),
    ];

    public PortalView For(Caller caller)
    {
        var pages = modules.SelectMany(m => m.Pages).Where(p => p.Permission is null || caller.May(p.Permission)).ToLookup(p => p.Part);
        var parts = Parts
            .Where(p => pages[p.Key].Any())
            .Select(p => new PortalPart(
                p.Key,
                p.Title,
                pages[p.Key].OrderBy(x => x.Place).Select(x => new PortalPage(x.Key, x.Title, x.Route)).ToList()))
            .ToList();
        var widgets = modules.SelectMany(m => m.Widgets)
            .Where(w => w.Permission is null || caller.May(w.Permission))
            .OrderBy(w => w.Place)
            .Select(w => new PortalWidget(w.Key, w.Column))
            .ToList();
        return new PortalView(parts, new PortalHome(widgets));
    }
}

/// <summary>The portal of one person.</summary>
public sealed record PortalView(IReadOnlyList<PortalPart> Parts, PortalHome Home);

public sealed record PortalPart(string Key, string Title, IReadOnlyList<PortalPage> Pages);

public sealed record PortalPage(string Key, string Title, string Route);

public sealed record PortalHome(IReadOnlyList<PortalWidget> Widgets);

public sealed record PortalWidget(string Key, int Column);
