using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Guotu.Architecture.Tests.Sources;
using Guotu.Testing;

namespace Guotu.Architecture.Tests.Borders;

/// <summary>The three storeys of the house; arrows run from a higher number to a lower.</summary>
public enum Storey
{
    BuildingBlocks = 0,
    Modules = 1,
    Hosts = 2,
}

/// <summary>A type that an assembly of the product uses from another one.</summary>
public sealed record UsedType(string Assembly, string Namespace, string Name);

/// <summary>A project of the product with what it declares and what it was compiled to use.</summary>
public sealed record ProductAssembly(string Project, Storey Storey, string AssemblyName, ImmutableArray<string> DeclaredReferences)
{
    public static IReadOnlyList<ProductAssembly> All { get; } =
        [.. SourceTree.Files("src").Where(p => p.EndsWith(".csproj", StringComparison.Ordinal)).Select(Read)];

    public static ProductAssembly? Named(string assembly) => All.FirstOrDefault(a => a.AssemblyName == assembly);

    /// <summary>Types of other assemblies named in the compiled code; it is copied beside this test by the build.</summary>
    public IReadOnlyList<UsedType> UsedTypes()
    {
        using var image = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, AssemblyName + ".dll")));
        var metadata = image.GetMetadataReader();
        return
        [
            .. from handle in metadata.TypeReferences
               let type = metadata.GetTypeReference(handle)
               where type.ResolutionScope.Kind == HandleKind.AssemblyReference
               let assembly = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope)
               select new UsedType(metadata.GetString(assembly.Name), metadata.GetString(type.Namespace), metadata.GetString(type.Name)),
        ];
    }

    private static ProductAssembly Read(string path)
    {
        var project = XDocument.Load(Path.Combine(TestData.Checkout, path));
        var name = Path.GetFileNameWithoutExtension(path);
        var folder = Path.GetDirectoryName(Path.Combine(TestData.Checkout, path))!;
        var references = project.Descendants("ProjectReference")
            .Select(r => Path.GetRelativePath(TestData.Checkout, Path.GetFullPath(Path.Combine(folder, r.Attribute("Include")!.Value))));
        return new ProductAssembly(path, StoreyOf(path), project.Descendants("AssemblyName").FirstOrDefault()?.Value ?? name, [.. references]);
    }

    internal static Storey StoreyOf(string path) => Enum.Parse<Storey>(path.Split('/')[1]);
}
