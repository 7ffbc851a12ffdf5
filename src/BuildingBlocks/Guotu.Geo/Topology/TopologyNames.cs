using Guotu.Geo.Topology.Repairs;

namespace Guotu.Geo.Topology;

/// <summary>The Chinese names of topology defects and repairs, as staff read them.</summary>
public static class TopologyNames
{
    public static string Of(TopologyDefectKind kind) => kind switch
    {
        TopologyDefectKind.InvalidFigure => "图形错误",
        TopologyDefectKind.Gap => "缝隙",
        TopologyDefectKind.Overlap => "重叠",
        TopologyDefectKind.ShortOfBoundary => "未到边界",
        TopologyDefectKind.BeyondBoundary => "超出边界",
        TopologyDefectKind.Unresolved => "未能判定",
        TopologyDefectKind.MissingVertex => "公共节点缺失",
        TopologyDefectKind.Sliver => "碎面",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Of(RepairKind kind) => kind switch
    {
        RepairKind.RemoveRepeatedPoint => "删除重复点",
        RepairKind.RemoveSpike => "删除尖刺",
        RepairKind.SplitRing => "拆分自相接的环",
        RepairKind.SplitPart => "隔断的面分成多个部分",
        RepairKind.InsertVertex => "补公共节点",
        RepairKind.CutOverlap => "裁去重叠",
        RepairKind.FillGap => "缝隙并入相邻图斑",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
