using Guotu.Hosting.Modules;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Portal;

/// <summary>装配合乎清单: every page is one that the role has, named once, with a name that fits the menu; what everybody must find is not hidden.</summary>
internal static class AssemblyMustFit
{
    private const int LongestTitle = 12;

    /// <summary>Without these nobody gets home, nobody could put the portal right again, and one administrator would hide from another what that one watches by.</summary>
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal) { "home", "adm.portal", "adm.audit", "adm.control", "adm.access-reviews", "adm.mlps" };

    public static bool MayHide(string key) => !Kept.Contains(key);

    public static Error? Breach(IReadOnlyList<PageManifest> pages, IReadOnlyList<PortalItem?>? named)
    {
        if (named is null || named.Any(i => i?.Key is null))
        {
            return Wrong("每一页要写明是哪一页");
        }

        List<PortalItem> items = [.. named.OfType<PortalItem>()];
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

        if (items.Where(i => i.Title is not null).GroupBy(i => i.Title!.Trim(), StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } same)
        {
            return Wrong($"有两页都叫“{same.Key}”");
        }

        return items.FirstOrDefault(i => i.Title is { } title && (title.Trim().Length is 0 or > LongestTitle || title.Any(IsUnseen))) is { } badly
            ? Wrong($"页面 {badly.Key} 的名称是 1 到 {LongestTitle} 个字")
            : null;
    }

    /// <summary>What a menu does not show, and what turns the direction of reading.</summary>
    private static bool IsUnseen(char c) => char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format;

    private static Error Wrong(string reason) => new(KernelErrors.FieldInvalid, ("field", "items"), ("reason", reason)) { Field = "items" };
}
