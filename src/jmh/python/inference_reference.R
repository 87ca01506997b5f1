# What R's lm, glm and sandwich say of the rows in a CSV file, as JSON; run by inference_reference.py beside it.
suppressMessages(library(sandwich))
d <- read.csv(commandArgs(TRUE)[1])
num <- function(v) paste0("[", paste(sprintf("%.17g", v), collapse = ", "), "]")
real <- function(name, v) sprintf("\"%s\": %.17g", name, v)
list17 <- function(name, v) sprintf("\"%s\": %s", name, num(v))
object <- function(...) paste0("{", paste(..., sep = ", "), "}")

told <- function(m, V, normal, df = m$df.residual) {
  b <- coef(m); se <- sqrt(diag(V)); s <- b / se
  p <- if (normal) 2 * pnorm(-abs(s)) else 2 * pt(-abs(s), df)
  q <- if (normal) qnorm(0.975) else qt(0.975, df)
  object(list17("std_error", se), list17("statistic", s), list17("p_value", p),
         list17("lower", b - q * se), list17("upper", b + q * se))
}

case <- function(name, m, more, weight = "null", meaning = "frequency") {
  normal <- inherits(m, "glm")
  covariance <- c(sprintf("\"CLASSIC\": %s", told(m, vcov(m), normal)),
    sapply(c("HC0", "HC1", "HC2", "HC3"), function(h) sprintf("\"%s\": %s", h, told(m, vcovHC(m, type = h), normal))))
  if (nobs(m) == nrow(d)) {
    V <- vcovCL(m, cluster = d$g, type = "HC1", cadjust = TRUE)
    covariance <- c(covariance, sprintf("\"CLUSTERED\": %s", told(m, V, normal, length(unique(d$g)) - 1)))
  }
  cook <- cooks.distance(m); top <- order(-cook)[1:5]
  object(sprintf("\"name\": \"%s\"", name),
    sprintf("\"model\": \"%s\"", if (!normal) "linear" else if (m$family$family == "binomial") "logistic" else "poisson"),
    sprintf("\"weight\": %s", weight), sprintf("\"meaning\": \"%s\"", meaning),
    sprintf("\"intercept\": %s", if ("(Intercept)" %in% names(coef(m))) "true" else "false"),
    list17("estimate", coef(m)), sprintf("\"covariance\": {%s}", paste(covariance, collapse = ", ")),
    real("log_likelihood", as.numeric(logLik(m))), real("aic", AIC(m)), real("bic", BIC(m)),
    real("deviance", deviance(m)), real("df_residual", m$df.residual),
    list17("row", top - 1), list17("leverage", hatvalues(m)[top]), list17("cooks_distance", cook[top]), more)
}

ofLinear <- function(m, y, w = rep(1, length(y)), intercept = TRUE) {
  s <- summary(m); f <- s$fstatistic
  paste(real("null_deviance", sum(w * (y - if (intercept) weighted.mean(y, w) else 0)^2)),
    list17("test", c(f[1], pf(f[1], f[2], f[3], lower.tail = FALSE))),
    real("r2", s$r.squared), real("adjusted_r2", s$adj.r.squared), real("scale", s$sigma^2), sep = ", ")
}
ofGlm <- function(m) {
  s <- m$null.deviance - deviance(m)
  paste(real("null_deviance", m$null.deviance),
    list17("test", c(s, pchisq(s, m$df.null - m$df.residual, lower.tail = FALSE))),
    real("pearson", sum(residuals(m, "pearson")^2) / m$df.residual), sep = ", ")
}

copies <- d[rep(seq_len(nrow(d)), d$w), ]
exact <- glm.control(epsilon = 1e-15, maxit = 100)
linear <- lm(lin ~ x0 + x1 + x2, d)
none <- lm(lin ~ x0 + x1 + x2 - 1, d)
precise <- lm(lin ~ x0 + x1 + x2, d, weights = pw)
copied <- lm(lin ~ x0 + x1 + x2, copies)
logistic <- glm(logi ~ x0 + x1 + x2, binomial, d, control = exact)
logisticCopied <- glm(logi ~ x0 + x1 + x2, binomial, copies, control = exact)
poisson <- glm(poi ~ x0 + x1 + x2, poisson, d, control = exact)
cases <- c(case("linear", linear, ofLinear(linear, d$lin)),
  case("linear without intercept", none, ofLinear(none, d$lin, intercept = FALSE)),
  case("linear by precision", precise, ofLinear(precise, d$lin, d$pw), "\"pw\"", "precision"),
  case("linear by copies", copied, ofLinear(copied, copies$lin), "\"w\""),
  case("logistic", logistic, ofGlm(logistic)),
  case("logistic by copies", logisticCopied, ofGlm(logisticCopied), "\"w\""),
  case("poisson", poisson, ofGlm(poisson)))

X <- model.matrix(linear)
rows <- data.frame(x0 = c(1998, 2003.5, 2020), x1 = c(1, 2.2, 0.1), x2 = c(0, 0.01, -0.02))
byRow <- function(m) paste0("[", paste(apply(m, 1, num), collapse = ", "), "]")
margin <- function(m) { p <- predict(m, rows, se.fit = TRUE); object(list17("fit", p$fit), list17("se", p$se.fit)) }
suppressMessages(library(quantreg))
atQuantile <- function(tau) {
  m <- rq(lin ~ x0 + x1 + x2, tau = tau, data = d, method = "br")
  s <- summary(m, se = "ker")$coefficients
  object(real("tau", tau), list17("estimate", s[, 1]), list17("HC0", s[, 2]), list17("p_value", s[, 4]))
}
cat(object(sprintf("\"cases\": [%s]", paste(cases, collapse = ",\n")),
  sprintf("\"quantile\": [%s]", paste(sapply(c(0.25, 0.5, 0.9), atQuantile), collapse = ", ")),
  sprintf("\"linear\": %s", object(list17("vif", diag(solve(cor(X[, -1])))),
    real("condition_number", kappa(sweep(X, 2, sqrt(colSums(X^2)), "/"), exact = TRUE)))),
  sprintf("\"predictions\": %s", object(sprintf("\"rows\": %s", byRow(as.matrix(rows))),
    sprintf("\"linear_mean\": %s", byRow(predict(linear, rows, interval = "confidence"))),
    sprintf("\"linear_observation\": %s", byRow(predict(linear, rows, interval = "prediction"))),
    sprintf("\"logistic\": %s", margin(logistic)), sprintf("\"poisson\": %s", margin(poisson))))))
