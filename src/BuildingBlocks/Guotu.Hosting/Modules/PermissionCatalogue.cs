namespace Guotu.Hosting.Modules;

/// <summary>All permissions of the wired modules.</summary>
public sealed class PermissionCatalogue
{
    private readonly Dictionary<string, PermissionDefinition> _byCode;

    public PermissionCatalogue(IEnumerable<IModule> modules)
    {
        _byCode = modules.SelectMany(m => m.Permissions).ToDictionary(p => p.Code, StringComparer.Ordinal);
    }

    public IEnumerable<PermissionDefinition> All => _byCode.Values.OrderBy(p => p.Code, StringComparer.Ordinal);

    public bool Knows(string code) => _byCode.ContainsKey(code);

    public PermissionDefinition Find(string code) => _byCode.TryGetValue(code, out var found)
        ? found
        : throw new InvalidOperationException($"No module declares the permission {code}");

    public string TitleOf(string code) => Find(code).Title;
}
