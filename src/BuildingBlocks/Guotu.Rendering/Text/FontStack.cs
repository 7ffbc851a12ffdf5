using System.Collections.Frozen;
using Guotu.Rendering.Model;
using Guotu.Rendering.Native;

namespace Guotu.Rendering.Text;

/// <summary>Typefaces by their office role (字体角色), GB/T 9704-2012.</summary>
public enum FontRole
{
    /// <summary>宋体: tables, reports.</summary>
    Song,

    /// <summary>小标宋: titles.</summary>
    BiaoSong,

    /// <summary>仿宋: body of official papers.</summary>
    FangSong,

    /// <summary>楷体: second-level heads, names.</summary>
    Kai,

    /// <summary>黑体: first-level heads, labels, maps.</summary>
    Hei,
}

public enum FontWeight
{
    /// <summary>The weight the role is set in.</summary>
    OfRole = 0,
    Regular = 400,
    Bold = 700,
}

/// <summary>A family that may play a role, and the weight in which it plays it.</summary>
public sealed record FontCandidate(string Family, FontWeight Weight = FontWeight.Regular);

/// <summary>
/// Which families play which role on this site (字体配置), best first. The licensed office fonts are the site's own; where
/// they are absent a free family stands in and the document records it. After the stack, any installed font that
/// has the character is used, so that rare names (生僻字) print.
/// </summary>
public sealed class FontStack
{
    private static readonly FontCandidate NotoSerif = new("Noto Serif CJK SC");
    private static readonly FontCandidate NotoSans = new("Noto Sans CJK SC");

    private readonly FrozenDictionary<FontRole, IReadOnlyList<FontCandidate>> _candidates;
    private readonly Lazy<FrozenDictionary<FontRole, ResolvedRole>> _resolved;

    public FontStack(IReadOnlyDictionary<FontRole, IReadOnlyList<FontCandidate>> candidates)
    {
        _candidates = candidates.ToFrozenDictionary();
        foreach (var role in Enum.GetValues<FontRole>().Where(r => !_candidates.TryGetValue(r, out var list) || list.Count == 0))
            throw new ArgumentException($"The font role {role} has no candidate", nameof(candidates));
        _resolved = new(() => _candidates.ToFrozenDictionary(c => c.Key, c => Resolve(c.Key, c.Value)));
    }

    /// <summary>The office fonts of GB/T 9704 where installed, else Noto, Fandol or AR PL from the distribution.</summary>
    public static FontStack Office { get; } = new(new Dictionary<FontRole, IReadOnlyList<FontCandidate>>
    {
        [FontRole.Song] = [new("SimSun"), new("宋体"), new("FZShuSong-Z01"), NotoSerif, new("AR PL UMing CN")],
        [FontRole.BiaoSong] =
        [
            new("FZXiaoBiaoSong-B05S"), new("方正小标宋简体"), new("FZXiaoBiaoSong-B05"), new("方正小标宋_GBK"), new("小标宋体"),
            new(NotoSerif.Family, FontWeight.Bold), new("FandolSong", FontWeight.Bold), new("AR PL UMing CN"),
        ],
        [FontRole.FangSong] =
        [
            new("FangSong_GB2312"), new("仿宋_GB2312"), new("FangSong"), new("仿宋"), new("方正仿宋_GBK"), new("FandolFang"), NotoSerif,
            new("AR PL UMing CN"),
        ],
        [FontRole.Kai] =
        [
            new("KaiTi_GB2312"), new("楷体_GB2312"), new("KaiTi"), new("楷体"), new("方正楷体_GBK"), new("AR PL UKai CN"), new("FandolKai"),
            new("LXGW WenKai"), NotoSerif,
        ],
        [FontRole.Hei] = [new("SimHei"), new("黑体"), new("方正黑体_GBK"), NotoSans, new("WenQuanYi Zen Hei"), new("FandolHei")],
    });

    /// <summary>Roles for which the first family wanted is not installed.</summary>
    public IReadOnlyList<FontStandIn> StandIns => [.. _resolved.Value.Values.Where(r => r.StandIn is not null).Select(r => r.StandIn!)
        .OrderBy(s => s.Role, StringComparer.Ordinal)];

    internal ResolvedRole Resolve(FontRole role) => _resolved.Value[role];

    private static ResolvedRole Resolve(FontRole role, IReadOnlyList<FontCandidate> candidates)
    {
        var installed = candidates.Where(c => FontconfigApi.HasFamily(c.Family)).ToList();
        var first = installed.Count > 0 ? installed[0] : candidates[0];
        var weight = first.Weight == FontWeight.OfRole ? FontWeight.Regular : first.Weight;
        IReadOnlyList<FontCandidate> usable = installed.Count > 0 ? installed : candidates;
        var families = string.Join(',', usable.Select(c => c.Family).Distinct(StringComparer.Ordinal));
        var standIn = IsOffice(candidates, first) ? null : new FontStandIn(role.ToString(), candidates[0].Family, first.Family);
        return new ResolvedRole(families, weight, standIn);
    }

    private static bool IsOffice(IReadOnlyList<FontCandidate> candidates, FontCandidate used) =>
        used == candidates[0] && FontconfigApi.HasFamily(used.Family);

    internal sealed record ResolvedRole(string Families, FontWeight Weight, FontStandIn? StandIn);
}
