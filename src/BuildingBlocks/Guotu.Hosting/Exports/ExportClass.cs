namespace Guotu.Hosting.Exports;

/// <summary>What leaves the platform, by how it can carry who took it (导出类别). Signed and sealed originals are of none: they are never altered.</summary>
public enum ExportClass
{
    /// <summary>图件: maps on paper or as a picture; marked all over.</summary>
    Print,

    /// <summary>报告: internal copies of reports as PDF; marked all over.</summary>
    Report,

    /// <summary>表格: lists for spreadsheets; marked in a line at the head.</summary>
    Table,

    /// <summary>空间数据: features in a file format; marked in a member of the file or in a text beside it.</summary>
    Features,

    /// <summary>图片服务: pictures that desktop software asks for (GetMap); marked all over where the county wants it.</summary>
    Picture,

    /// <summary>原件: signed or sealed; recorded, never marked.</summary>
    Original,
}
