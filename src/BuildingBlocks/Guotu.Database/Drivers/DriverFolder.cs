using System.Data.Common;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;

namespace Guotu.Database.Drivers;

/// <summary>
/// Loads a vendor's ADO.NET provider that is not referenced at compile time from the <c>drivers/</c> folder
/// (ADR 0005): accepts each known file name, looks the factory up by full name, reads its static <c>Instance</c>.
/// </summary>
public static class DriverFolder
{
    public static DbProviderFactory Load(DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        // The Dameng driver starts in GB18030 and fails in its type initializer without the code pages.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var folder = options.DriverFolder ?? throw new DriverNotFoundException($"Provider '{options.Provider}' needs a driver folder");
        var file = options.DriverFiles.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new DriverNotFoundException($"None of {string.Join(", ", options.DriverFiles)} is in {folder}");
        var context = new DriverLoadContext(Path.GetFullPath(file));
        var type = context.LoadFromAssemblyPath(Path.GetFullPath(file)).GetType(options.DriverFactory, throwOnError: false)
            ?? throw new DriverNotFoundException($"{file} has no type {options.DriverFactory}");
        const BindingFlags flags = BindingFlags.Public | BindingFlags.Static;
        var instance = type.GetField("Instance", flags)?.GetValue(null) ?? type.GetProperty("Instance", flags)?.GetValue(null);
        return instance as DbProviderFactory
            ?? throw new DriverNotFoundException($"{options.DriverFactory}.Instance is not a DbProviderFactory");
    }

    /// <summary>Resolves what the driver brings along from its own folder; everything else from the host.</summary>
    private sealed class DriverLoadContext(string mainFile) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(mainFile))
    {
        private readonly AssemblyDependencyResolver _resolver = new(mainFile);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            Default.Assemblies.Any(a => a.GetName().Name == assemblyName.Name)
                ? null
                : _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

        protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
            _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
    }
}

/// <summary>The configured driver is missing or not a provider: the node does not start.</summary>
public sealed class DriverNotFoundException(string message) : Exception(message);
