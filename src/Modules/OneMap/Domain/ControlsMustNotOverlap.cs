using Guotu.Kernel.Figures;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Domain;

/// <summary>A table of control areas names each unit once, and no unit within another: a feature belongs to one control area (控制面积互不包含).</summary>
internal static class ControlsMustNotOverlap
{
    private const int Most = 2_000;
    private const int LongestCode = 40;

    /// <summary>What is wrong; null for nothing.</summary>
    public static string? Breach(IReadOnlyList<ControlArea> controls)
    {
        if (controls.Count is 0 or > Most)
        {
            return controls.Count == 0 ? "一个单元也没有" : $"超过 {Most} 个单元";
        }

        if (controls.FirstOrDefault(c => c.Unit.Length is 0 or > LongestCode) is not null)
        {
            return $"单元代码要有 1 到 {LongestCode} 字";
        }

        var sorted = controls.Select(c => c.Unit).Order(StringComparer.Ordinal).ToList();
        for (var i = 1; i < sorted.Count; i++)
        {
            if (sorted[i].StartsWith(sorted[i - 1], StringComparison.Ordinal))
            {
                return sorted[i] == sorted[i - 1] ? $"单元 {sorted[i]} 写了两次" : $"单元 {sorted[i]} 在单元 {sorted[i - 1]} 之内";
            }
        }

        return controls.FirstOrDefault(c => c.Area <= LegalArea.Zero) is { } none ? $"单元 {none.Unit} 的控制面积不大于零" : null;
    }
}
