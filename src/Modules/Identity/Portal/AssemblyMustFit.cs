using Guotu.Hosting.Modules;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Portal;

/// <summary>装配合乎清单: every page is one that the role has, named once, with a name that fits the menu; what everybody must find is not hidden.</summary>
internal static class AssemblyMustFit
{
    private const int LongestTitle = 12;

    /// <summary>Without these nobody gets home, and nobody could put the portal right again.</summary>
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal) { "home", "adm.portal" };

    public static bool MayHide(string key) => !Kept.Contains(key);

    public static Error? Breach(IReadOnlyList<PageManifest> pages, IReadOnlyList<PortalItem> items)
    {
        var known = pages.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        if (items.FirstOrDefault(i => !known.Contains(i.Key)) is { } strange)
        {
            return Wrong($"没有页面 {strange.Key},或该角色没有它的权限");
        }

        if (items.GroupBy(i => i.Key, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return Wrong($"页面 {twice.Key} 写了两次");
        }

        if (items.FirstOrDefault(i => i.Hidden && !MayHide(i.Key)) is { } needed)
        {
            return Wrong($"页面 {needed.Key} 不能隐藏");
        }

        return items.FirstOrDefault(i => i.Title is { } title && (title.Trim().Length is 0 or > LongestTitle || title.Any(char.IsControl))) is { } named
            ? Wrong($"页面 {named.Key} 的名称是 1 到 {LongestTitle} 个字")
            : null;
    }

    private static Error Wrong(string reason) => new(KernelErrors.FieldInvalid, ("field", "items"), ("reason", reason)) { Field = "items" };
}
