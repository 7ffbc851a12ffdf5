using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;

namespace Guotu.Identity.Portal;

/// <summary>The menus that a caller gets (菜单), from the very layout that the portal shows.</summary>
internal sealed class PageReach(PortalLayout layout) : IReachPart
{
    public string Code => "pages";

    public string Title => "菜单";

    public int Place => 10;

    public Task<IReadOnlyList<ReachLine>> OfAsync(Caller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var pages = layout.For(caller).Parts.SelectMany(part => part.Pages.Select(page => new ReachLine(page.Key, page.Title, part.Title)));
        return Task.FromResult<IReadOnlyList<ReachLine>>([.. pages.DistinctBy(l => l.Key)]);
    }
}
