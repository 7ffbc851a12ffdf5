using Guotu.Hosting.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Hosting.Modules;

/// <summary>A module of the land business, as a host wires it in (业务模块).</summary>
public interface IModule
{
    string Name { get; }

    /// <summary>Chinese name, for lists of use cases.</summary>
    string Title => Name;

    /// <summary>Every permission the module's endpoints and commands may ask for.</summary>
    IReadOnlyList<PermissionDefinition> Permissions { get; }

    /// <summary>Pages that the module brings to the portal.</summary>
    IReadOnlyList<PageManifest> Pages => [];

    /// <summary>Widgets that the module brings to the home page.</summary>
    IReadOnlyList<WidgetManifest> Widgets => [];

    /// <summary>Kinds of audit record that the module writes, and its commands that may be refused.</summary>
    IReadOnlyList<AuditKind> AuditKinds => [];

    void AddServices(IServiceCollection services, NodeSettings node);

    /// <summary>
    /// Work that goes on in the background of the node (泵): hosted services that take from queues in the database. Only the process that serves the platform
    /// runs them, never a map server or a verb of the command line; what is a process's own, such as writing down what it counted, is among its services.
    /// </summary>
    void AddPumps(IServiceCollection services)
    {
    }

    void MapEndpoints(IEndpointRouteBuilder endpoints);
}

/// <summary>A use case that can be granted (权限).</summary>
/// <param name="Code">Such as <c>approval.case.accept</c>.</param>
/// <param name="Title">Chinese name.</param>
/// <param name="Holder">Which kind of role may hold it: the three administrators exclude each other and all business rights.</param>
public sealed record PermissionDefinition(string Code, string Title, PermissionHolder Holder);

/// <summary>Who may be granted a permission (三员分立).</summary>
public enum PermissionHolder
{
    /// <summary>Business roles.</summary>
    Business,

    /// <summary>系统管理员.</summary>
    SystemAdministrator,

    /// <summary>安全保密管理员.</summary>
    SecurityAdministrator,

    /// <summary>安全审计员.</summary>
    Auditor,
}
