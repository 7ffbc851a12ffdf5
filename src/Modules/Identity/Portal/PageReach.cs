using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;

namespace Guotu.Identity.Portal;

/// <summary>The menus that a caller gets (菜单), from the very layout that the portal shows.</summary>
internal sealed class PageReach(PortalLayout layout) : IReachPart
{
    public string Code => "pages";

    public string Title => "菜单";

    public int Place => 10;

    public async Task<IReadOnlyList<ReachLine>> OfAsync(Caller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var pages = (await layout.ForAsync(caller, ct)).Parts.SelectMany(part => part.Pages.Select(page => new ReachLine(page.Key, page.Title, part.Title)));
        return [.. pages.DistinctBy(l => l.Key)];
    }
}
