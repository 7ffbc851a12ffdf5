namespace Guotu.Hosting.Settings;

/// <summary>All settings of the wired modules (参数目录).</summary>
public sealed class SettingCatalogue
{
    private readonly IReadOnlyList<ISettingSource> _sources;
    private readonly Dictionary<string, SettingDefinition> _byKey;

    public SettingCatalogue(IEnumerable<ISettingSource> sources)
    {
        _sources = [.. sources];
        _byKey = _sources.SelectMany(s => s.Changeable).ToDictionary(d => d.Key, StringComparer.Ordinal);
        if (_byKey.Values.FirstOrDefault(d => d.Least > d.Delivered || d.Delivered > d.Most) is { } wrong)
        {
            throw new InvalidOperationException($"The delivered value of {wrong.Key} is not within its own bounds");
        }
    }

    /// <summary>In the order of the modules.</summary>
    public IEnumerable<SettingDefinition> Changeable => _sources.SelectMany(s => s.Changeable);

    public IEnumerable<FixedSetting> Fixed => _sources.SelectMany(s => s.Fixed);

    public SettingDefinition? Find(string key) => _byKey.GetValueOrDefault(key);
}
