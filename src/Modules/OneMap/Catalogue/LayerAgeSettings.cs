using System.Globalization;
using Guotu.Hosting.Settings;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Catalogue;

/// <summary>How old the data of a layer may be (数据时效), only shown: it belongs to the layer's definition, by which verdicts are computed again.</summary>
internal sealed class LayerAgeSettings(ILayerCatalogue catalogue) : ISettingSource
{
    private const string HowChanged = "图层定义随程序交付,升级程序时更换";

    public IReadOnlyList<FixedSetting> Fixed { get; } =
    [
        .. catalogue.Definitions.Select(d => new FixedSetting(
            $"onemap.max-age.{d.Code}", "图层", $"数据时效({d.Name})", d.MaxAgeDays is { } days ? days.ToString(CultureInfo.InvariantCulture) + " 天" : "不限", HowChanged)
        {
            What = "数据时点超过这么多天即为过期,用到它的检查成为无法判定。",
        }),
    ];
}
