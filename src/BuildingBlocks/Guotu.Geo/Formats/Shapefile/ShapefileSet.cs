namespace Guotu.Geo.Formats.Shapefile;

/// <summary>The files that belong to one .shp, found by name whatever the case of letters.</summary>
internal sealed record ShapefileSet(string Shp, string? Shx, string? Dbf, string? Prj, string? Cpg)
{
    public static ShapefileSet Of(string shp)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(shp))!;
        var name = Path.GetFileNameWithoutExtension(shp);
        var siblings = Directory.EnumerateFiles(folder)
            .Where(f => string.Equals(Path.GetFileNameWithoutExtension(f), name, StringComparison.Ordinal) || string.Equals(Path.GetFileName(f), name + ".shp.cpg", StringComparison.OrdinalIgnoreCase))
            .ToArray();
        string? Find(string extension) => siblings.FirstOrDefault(f => string.Equals(Path.GetExtension(f), extension, StringComparison.OrdinalIgnoreCase));
        return new ShapefileSet(shp, Find(".shx"), Find(".dbf"), Find(".prj"), Find(".cpg"));
    }
}
