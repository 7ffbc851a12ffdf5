using Guotu.Hosting.Modules;

namespace Guotu.Audit.SearchRecords;

/// <summary>Chinese names of the kinds of record (审计事项名称), from what the wired modules bring; a kind without a name is shown by its code.</summary>
public sealed class AuditKindNames
{
    private const string Access = "access.";
    private readonly Dictionary<string, string> _titles = new(StringComparer.Ordinal);
    private readonly PermissionCatalogue _permissions;

    public AuditKindNames(IReadOnlyList<IModule> modules, PermissionCatalogue permissions)
    {
        ArgumentNullException.ThrowIfNull(modules);
        _permissions = permissions;
        foreach (var kind in modules.SelectMany(m => m.AuditKinds))
        {
            _titles[kind.Code] = kind.Title;
        }
    }

    public string TitleOf(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (_titles.TryGetValue(code, out var title))
        {
            return title;
        }

        var permission = code.StartsWith(Access, StringComparison.Ordinal) ? code[Access.Length..] : code;
        var known = _permissions.Knows(permission) ? _permissions.TitleOf(permission) : permission;
        return permission.Length == code.Length ? known : "无权办理:" + known;
    }

    /// <summary>Codes that a search word means: the code itself, codes that begin with it, and names that contain it.</summary>
    public IReadOnlyList<string> Matching(string word) =>
        [word, .. _titles.Where(t => t.Key.StartsWith(word, StringComparison.Ordinal) || t.Value.Contains(word, StringComparison.Ordinal)).Select(t => t.Key)];
}
