package io.descent.web.catalog;

import io.descent.web.openapi.AnswersProblems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a fit can be made of. */
@RestController
@Tag(name = "catalog")
class CatalogController {

    private final CatalogAnswer catalog = CatalogAnswers.catalog();

    @GetMapping(path = "/v1/catalog", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getCatalog",
            summary = "Get every model, loss, penalty, optimizer, schedule and generator",
            description = "With their parameters, ranges and defaults, from the tables that requests are checked with.")
    @ApiResponse(responseCode = "200", description = "the catalog")
    @AnswersProblems(406)
    CatalogAnswer catalog() {
        return catalog;
    }
}
